import { Emails } from "@/features/emails";
import { AdminPage } from "./AdminPage";

export function EmailsPage() {
  return (
    <AdminPage title="Emails">
      <Emails />
    </AdminPage>
  );
}
