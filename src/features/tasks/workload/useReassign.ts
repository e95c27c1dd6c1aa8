import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { taskLabel } from "@convex/shared/tasks";
import { usePeople } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import type { Task } from "../task";
import { useUpdateTask } from "../useTaskChanges";

/** Gives a task to somebody else, or to nobody: one change. */
export function useReassign() {
  const update = useUpdateTask();
  const { nameOf } = usePeople();
  return (task: Task, assigneeId: Task["assigneeId"]) => {
    if (assigneeId === task.assigneeId) return;
    const label = taskLabel(task);
    announce(
      assigneeId === undefined
        ? texts.workload.released(label)
        : texts.workload.given(label, nameOf(assigneeId)),
    );
    void reportRefusal(update(task._id, { assigneeId: assigneeId ?? null }));
  };
}
