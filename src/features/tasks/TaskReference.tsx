import { taskLabel } from "@convex/shared/tasks";
import { usePerson } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { StatusIcon } from "./StatusIcon";
import { DueBadge } from "./TaskBadges";
import type { TaskId } from "./task";
import { useTaskByNumber } from "./useTasks";

type Props = { number: number; raw: string; onOpen: (taskId: TaskId) => void };

/** A task in a sentence, as it is now; what was typed for those who may not see it, and where there is none. */
export function TaskReference({ number, raw, onOpen }: Props) {
  const task = useTaskByNumber(number);
  if (!task) return raw;
  return (
    <button
      type="button"
      aria-label={texts.tasks.openTask(taskLabel(task), texts.tasks.statuses[task.status], task.title)}
      data-task-card={task._id}
      className="inline-flex max-w-full items-center gap-1 rounded-control border bg-bg-raised px-1.5 align-bottom text-small leading-5 hover:bg-bg-hover"
      onClick={() => onOpen(task._id)}
    >
      <StatusIcon status={task.status} size={12} />
      <span className="tabular shrink-0 text-text-muted">{taskLabel(task)}</span>
      <span dir="auto" className="max-w-60 truncate">
        {task.title}
      </span>
      {task.status !== "done" && (
        <span className="shrink-0 whitespace-nowrap">
          <DueBadge task={task} />
        </span>
      )}
      {task.assigneeId && <Owner id={task.assigneeId} />}
    </button>
  );
}

function Owner({ id }: { id: string }) {
  const { name, picture } = usePerson(id);
  return (
    <span className="flex shrink-0">
      <span className="sr-only">{texts.board.assignedTo(name)}</span>
      <Avatar id={id} name={name} picture={picture} size={16} />
    </span>
  );
}
