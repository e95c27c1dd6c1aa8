import { Crons } from "@/features/crons";
import { ProviderEvents } from "@/features/providerEvents";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { labelOf } from "../commands/commands";
import { AdminPage } from "./AdminPage";

export function CronsPage() {
  return (
    <AdminPage title={labelOf("crons")}>
      <ScrollRegion label={labelOf("crons")}>
        <Crons />
        <ProviderEvents />
      </ScrollRegion>
    </AdminPage>
  );
}
