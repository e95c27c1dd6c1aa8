import { draggable } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import type { Id } from "@convex/_generated/dataModel";
import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { useEffect, useRef } from "react";
import { texts } from "@/texts";
import { AssigneePicker } from "../AssigneePicker";
import { useShownFacts } from "../filter/useShownFacts";
import { PriorityBadge } from "../priority/PriorityIcon";
import { StatusIcon } from "../StatusIcon";
import { BlockedBadge, DueBadge, EstimateBadge } from "../TaskBadges";
import type { Task } from "../task";
import { PaneLink } from "@/ui/pane/PaneLink";

type Props = {
  task: Task;
  isOpen: boolean;
  canWrite: boolean;
  onAssign: (task: Task, assigneeId: Id<"users"> | undefined) => void;
};

/** A task of somebody: dragged to somebody else it is theirs, and so it is by its picker. */
export function LoadCard({ task, isOpen, canWrite, onAssign }: Props) {
  const row = useRef<HTMLLIElement>(null);
  const { shown, says } = useShownFacts(task);
  const { _id: taskId, number, assigneeId } = task;
  useEffect(() => {
    if (!row.current) return;
    const data = { kind: "task", taskId, number, column: "", person: assigneeId ?? "" };
    return draggable({ element: row.current, canDrag: () => canWrite, getInitialData: () => data });
  }, [taskId, number, assigneeId, canWrite]);
  const label = taskLabel(task);
  return (
    <li
      ref={row}
      data-task-id={taskId}
      className={clsx(
        "relative flex min-h-9 items-center gap-x-2.5 border-t py-1 ps-10 pe-4 hover:bg-bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent-text touch:min-h-12 max-wide:flex-wrap max-wide:ps-4 max-wide:pe-3",
        isOpen && "bg-accent-soft/50",
      )}
    >
      <StatusIcon status={task.status} size={14} />
      <span className="flex w-3.5 shrink-0">
        <PriorityBadge priority={shown.priority} />
      </span>
      {says("number") && <span className="tabular w-12 shrink-0 text-meta text-text-muted">{label}</span>}
      <PaneLink
        pane="task"
        of={taskId}
        dir="auto"
        draggable={false}
        aria-label={texts.board.card(label, task.title, texts.tasks.statuses[task.status])}
        className="min-w-0 flex-1 truncate outline-none after:absolute after:inset-0 after:content-['']"
      >
        {task.title}
      </PaneLink>
      <span className="flex shrink-0 items-center gap-2.5">
        <BlockedBadge task={task} />
        <EstimateBadge task={shown} />
        <DueBadge task={shown} />
        {canWrite && (
          <span className="relative z-10">
            <AssigneePicker
              assigneeId={assigneeId}
              channelId={task.channelId}
              className="flex h-7 max-w-36 items-center gap-1.5 rounded-control px-1.5 text-small hover:bg-bg-active touch:h-11"
              onChange={(id) => onAssign(task, id)}
            />
          </span>
        )}
      </span>
    </li>
  );
}
