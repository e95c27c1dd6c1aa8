import { Crons } from "@/features/crons";
import { ProviderEvents } from "@/features/providerEvents";
import { labelOf } from "../commands/commands";
import { AdminPage } from "./AdminPage";

export function CronsPage() {
  return (
    <AdminPage title={labelOf("crons")}>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Crons />
        <ProviderEvents />
      </div>
    </AdminPage>
  );
}
