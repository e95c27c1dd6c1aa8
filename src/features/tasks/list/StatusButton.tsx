import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { StatusIcon } from "../StatusIcon";
import type { Task, TaskStatus } from "../task";
import { useMoveTask } from "../useTaskChanges";

const NEXT: Record<TaskStatus, TaskStatus> = { todo: "in_progress", in_progress: "done", done: "todo" };

type Props = { task: Pick<Task, "_id" | "number" | "status">; className?: string };

/** The status of a task in a list: a click sets the next one. */
export function StatusButton({ task, className }: Props) {
  const move = useMoveTask();
  const next = NEXT[task.status];
  const { statuses } = texts.tasks;
  const label = texts.tasks.isSetTo(taskLabel(task), statuses[task.status], statuses[next]);
  return (
    <button
      type="button"
      aria-label={label}
      title={texts.tasks.setTo(statuses[next])}
      className={clsx(
        "relative z-10 grid size-7 shrink-0 place-items-center rounded-control hover:bg-bg-active touch:size-11",
        className,
      )}
      onClick={() => void reportRefusal(move({ taskId: task._id, status: next }))}
    >
      <StatusIcon status={task.status} />
    </button>
  );
}
