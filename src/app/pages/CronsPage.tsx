import { Crons } from "@/features/crons";
import { ProviderEvents } from "@/features/providerEvents";
import { AdminPage } from "./AdminPage";

export function CronsPage() {
  return (
    <AdminPage title="Scheduled work">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Crons />
        <ProviderEvents />
      </div>
    </AdminPage>
  );
}
