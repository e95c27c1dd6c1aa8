import { MyTasks } from "@/features/tasks";
import { Page } from "@/ui/Page";
import { labelOf } from "../commands/commands";
import { SidePane } from "../panes/SidePane";
import { usePane } from "../panes/usePane";

export function MyTasksPage() {
  const pane = usePane();
  return (
    <>
      <Page title={labelOf("myTasks")}>
        <MyTasks openTaskId={pane.name === "task" ? pane.id : undefined} />
      </Page>
      <SidePane />
    </>
  );
}
