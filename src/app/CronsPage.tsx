import { Crons } from "@/features/crons";
import { AdminPage } from "./AdminPage";

export function CronsPage() {
  return (
    <AdminPage title="Scheduled work">
      <Crons />
    </AdminPage>
  );
}
