import { AiSettings } from "@/features/settings";
import { labelOf } from "../commands/commands";
import { AdminPage } from "./AdminPage";

export function AiPage() {
  return (
    <AdminPage title={labelOf("ai")}>
      <AiSettings />
    </AdminPage>
  );
}
