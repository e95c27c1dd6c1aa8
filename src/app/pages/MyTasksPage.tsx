import { useSearchParams } from "react-router";
import { MyTasks, Waiting } from "@/features/tasks";
import { texts } from "@/texts";
import { Segmented } from "@/ui/form/Segmented";
import { Page } from "@/ui/Page";
import { labelOf } from "../commands/commands";
import { SidePane } from "../panes/SidePane";
import { usePane } from "@/ui/pane/usePane";

const VIEWS = ["assigned", "watched", "created", "later", "waiting"] as const;

/** What I have to do, what I watch or have made, what I see later, or who waits for whom. */
export function MyTasksPage() {
  const pane = usePane();
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find((value) => value === params.get("show")) ?? "assigned";
  const openTaskId = pane.name === "task" ? pane.id : undefined;
  const views = VIEWS.map((value) => ({ value, label: texts.mine.views[value] }));
  const show = (next: string) =>
    setParams(
      (now) => {
        const changed = new URLSearchParams(now);
        changed.set("show", next);
        return changed;
      },
      { replace: true },
    );
  return (
    <>
      <Page title={labelOf("myTasks")}>
        <div className="shrink-0 border-b px-4 py-2 max-wide:px-2">
          <Segmented label={texts.relations.show} value={view} options={views} onChange={show} />
        </div>
        {view === "waiting" ? (
          <Waiting openTaskId={openTaskId} />
        ) : (
          <MyTasks shown={view} openTaskId={openTaskId} />
        )}
      </Page>
      <SidePane />
    </>
  );
}
