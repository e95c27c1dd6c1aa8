import { Crons } from "@/features/crons";
import { ProviderEvents } from "@/features/providerEvents";
import { texts } from "@/texts";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { Settled } from "@/ui/Settled";
import { LoadingLines } from "@/ui/Skeleton";
import { labelOf } from "../commands/commands";
import { AdminPage } from "./AdminPage";

export function CronsPage() {
  return (
    <AdminPage title={labelOf("crons")}>
      <Settled skeleton={<LoadingLines label={texts.crons.loadingScheduledWork} />}>
        <ScrollRegion label={labelOf("crons")}>
          <Crons />
          <ProviderEvents />
        </ScrollRegion>
      </Settled>
    </AdminPage>
  );
}
