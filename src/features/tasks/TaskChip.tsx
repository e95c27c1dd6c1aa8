import { taskLabel } from "@convex/shared/tasks";
import { usePerson } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { StatusIcon } from "./StatusIcon";
import type { TaskId } from "./task";
import { useReadableTask } from "./useTasks";

type Props = { taskId: TaskId; onOpen: () => void };

/** A task in one line, where something else leads to it; nothing for those who may not see it. */
export function TaskChip({ taskId, onOpen }: Props) {
  const task = useReadableTask(taskId);
  if (!task) return null;
  return (
    <button
      type="button"
      aria-label={texts.tasks.openTask(taskLabel(task), texts.tasks.statuses[task.status], task.title)}
      data-task-card={taskId}
      className="mt-1 flex h-7 max-w-full items-center gap-1.5 rounded-control border bg-bg-raised px-2 text-small hover:bg-bg-hover touch:h-11"
      onClick={onOpen}
    >
      <StatusIcon status={task.status} size={14} />
      <span className="tabular shrink-0 text-text-muted">{taskLabel(task)}</span>
      <span dir="auto" className="truncate">
        {task.title}
      </span>
      {task.assigneeId && <Assignee id={task.assigneeId} />}
    </button>
  );
}

function Assignee({ id }: { id: string }) {
  const { name, picture } = usePerson(id);
  return (
    <span title={texts.tasks.assigneeIs(name)} className="flex shrink-0">
      <Avatar id={id} name={name} picture={picture} size={16} />
    </span>
  );
}
