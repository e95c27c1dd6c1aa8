import { Drafts } from "@/features/messages";
import { Page } from "@/ui/Page";
import { labelOf } from "../commands/commands";

export function DraftsPage() {
  return (
    <Page title={labelOf("drafts")}>
      <Drafts />
    </Page>
  );
}
