import { Outbox } from "@/features/emails";
import { AdminPage } from "./AdminPage";

export function OutboxPage() {
  return (
    <AdminPage title="Outbox">
      <Outbox />
    </AdminPage>
  );
}
