import type { Id } from "@convex/_generated/dataModel";
import { taskLabel } from "@convex/shared/tasks";
import { useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { usePeople, usePerson } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { placeBeside } from "@/ui/floating/TooltipHost";
import { useHovered } from "@/ui/floating/useHovered";
import { plainText } from "@convex/shared/markdown/plainText";
import { PriorityBadge } from "../priority/PriorityIcon";
import { StatusIcon } from "../StatusIcon";
import {
  BlockedBadge,
  CategoryBadge,
  ChecksBadge,
  DueBadge,
  EstimateBadge,
  FilesBadge,
  StartBadge,
  SubtasksBadge,
  TagBadge,
} from "../TaskBadges";
import type { FullTask, TaskId } from "../task";
import { useReadableTask } from "../useTasks";

type Shown = { anchor: Element; taskId: TaskId };

/** Whatever has `data-task-card` leads to the task of that id. */
function read(target: Element): Shown | undefined {
  const anchor = target.closest<HTMLElement>("[data-task-card]");
  const taskId = anchor?.dataset["taskCard"];
  return anchor && taskId ? { anchor, taskId: taskId as Id<"tasks"> } : undefined;
}

/** The card of the task that the mouse rests on, or that the keyboard has come to, as it is now. Mounted once. */
export default function TaskHover() {
  const shown = useHovered(read);
  return shown && <Floating key={shown.taskId} {...shown} />;
}

function Floating({ anchor, taskId }: Shown) {
  const box = useRef<HTMLDivElement>(null);
  const task = useReadableTask(taskId);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const place = placeBeside(anchor.getBoundingClientRect(), element.getBoundingClientRect(), "top");
    element.style.left = `${place.left}px`;
    element.style.top = `${place.top}px`;
  }, [anchor, task]);
  if (!task) return null;
  return createPortal(
    <div
      ref={box}
      role="tooltip"
      className="anim-fade pointer-events-none fixed z-50 grid w-80 max-w-[calc(100vw-1rem)] gap-1.5 rounded-pane border bg-bg-raised p-3 text-small shadow-float"
    >
      <Facts task={task} />
    </div>,
    document.body,
  );
}

function Facts({ task }: { task: FullTask }) {
  const { status, title, description, category, assigneeId, tags } = task;
  const people = usePeople();
  return (
    <>
      <p className="flex items-center gap-1.5 text-meta text-text-muted">
        <StatusIcon status={status} size={14} />
        {texts.tasks.statuses[status]}
        <span className="tabular">{taskLabel(task)}</span>
        <span className="ms-auto flex items-center gap-1.5">
          <PriorityBadge priority={task.priority} />
          <CategoryBadge category={category} isDone={status === "done"} />
        </span>
      </p>
      <p dir="auto" className="line-clamp-3 text-base font-medium [overflow-wrap:anywhere]">
        {title}
      </p>
      {description !== "" && (
        <p dir="auto" className="line-clamp-3 [overflow-wrap:anywhere] whitespace-pre-line text-text-muted">
          {plainText(description, people)}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 empty:hidden">
        {assigneeId && <Assignee id={assigneeId} />}
        <BlockedBadge task={task} />
        <StartBadge task={task} />
        <DueBadge task={task} />
        <EstimateBadge task={task} />
        <SubtasksBadge task={task} />
        <ChecksBadge task={task} />
        <FilesBadge task={task} />
        {tags.slice(0, 3).map((tag) => (
          <TagBadge key={tag} tag={tag} />
        ))}
      </div>
    </>
  );
}

function Assignee({ id }: { id: string }) {
  const { name, picture } = usePerson(id);
  return (
    <span className="flex min-w-0 items-center gap-1 text-meta text-text-muted">
      <Avatar id={id} name={name} picture={picture} size={16} />
      <span dir="auto" className="truncate">
        {name}
      </span>
    </span>
  );
}
