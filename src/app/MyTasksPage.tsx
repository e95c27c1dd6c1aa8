import { MyTasks } from "@/features/tasks";
import { SidePane } from "./SidePane";
import { usePane } from "./usePane";

export function MyTasksPage() {
  const pane = usePane();
  return (
    <>
      <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <header className="flex h-12 shrink-0 items-center border-b px-4">
          <h1 className="text-title font-semibold">My tasks</h1>
        </header>
        <MyTasks openTaskId={pane.name === "task" ? pane.id : undefined} />
      </main>
      <SidePane />
    </>
  );
}
