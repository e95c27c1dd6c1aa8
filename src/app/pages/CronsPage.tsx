import { Crons } from "@/features/crons";
import { Webhooks } from "@/features/webhooks";
import { AdminPage } from "./AdminPage";

export function CronsPage() {
  return (
    <AdminPage title="Scheduled work">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Crons />
        <Webhooks />
      </div>
    </AdminPage>
  );
}
