import { AiSettings } from "@/features/settings";
import { AdminPage } from "./AdminPage";

export function AiPage() {
  return (
    <AdminPage title="AI">
      <AiSettings />
    </AdminPage>
  );
}
