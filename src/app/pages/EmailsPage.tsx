import { Emails } from "@/features/emails";
import { labelOf } from "../commands/commands";
import { AdminPage } from "./AdminPage";

export function EmailsPage() {
  return (
    <AdminPage title={labelOf("emails")}>
      <Emails />
    </AdminPage>
  );
}
