import { useSearchParams } from "react-router";
import { MyTasks, Waiting } from "@/features/tasks";
import { texts } from "@/texts";
import { Segmented } from "@/ui/form/Segmented";
import { Page } from "@/ui/Page";
import { labelOf } from "../commands/commands";
import { SidePane } from "../panes/SidePane";
import { usePane } from "../panes/usePane";

const VIEWS = ["mine", "waiting"] as const;

/** What I have to do, or who waits for whom. */
export function MyTasksPage() {
  const pane = usePane();
  const [params, setParams] = useSearchParams();
  const view = params.get("show") === "waiting" ? "waiting" : "mine";
  const openTaskId = pane.name === "task" ? pane.id : undefined;
  const views = VIEWS.map((value) => ({ value, label: texts.relations.views[value] }));
  const actions = (
    <Segmented
      label={texts.relations.show}
      value={view}
      options={views}
      onChange={(next) => setParams(next === "waiting" ? { show: next } : {}, { replace: true })}
    />
  );
  return (
    <>
      <Page title={labelOf("myTasks")} actions={actions}>
        {view === "waiting" ? <Waiting openTaskId={openTaskId} /> : <MyTasks openTaskId={openTaskId} />}
      </Page>
      <SidePane />
    </>
  );
}
