import { MyTasks } from "@/features/tasks";
import { Page } from "@/ui/Page";
import { SidePane } from "../panes/SidePane";
import { usePane } from "../panes/usePane";

export function MyTasksPage() {
  const pane = usePane();
  return (
    <>
      <Page title="My tasks">
        <MyTasks openTaskId={pane.name === "task" ? pane.id : undefined} />
      </Page>
      <SidePane />
    </>
  );
}
