import { draggable } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { Users } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { PaneLink } from "@/ui/pane/PaneLink";
import { useShownCategory } from "../categorisations/useCategory";
import { Faces } from "../people/Faces";
import { StatusButton } from "../list/StatusButton";
import { PriorityBadge } from "../priority/PriorityIcon";
import { BlockedBadge, CategoryBadge, DueBadge, StartBadge, TagBadge } from "../TaskBadges";
import type { Task } from "../task";
import type { Group } from "./groups";
import { RowMenu, type RowActions } from "./RowMenu";

type Props = RowActions & {
  task: Task;
  isOpen: boolean;
  /** The group that it can be dragged out of. */
  group?: Group;
  /** Since when, or from when on, it is what the list is about. */
  note?: ReactNode;
};

export function MyTaskRow({ task, isOpen, group, note, ...actions }: Props) {
  const category = useShownCategory(task);
  const row = useRef<HTMLLIElement>(null);
  const isDragged = useRowDrag(row, task, group);
  const label = taskLabel(task);
  return (
    <li
      ref={row}
      data-task-id={task._id}
      className={clsx(
        "group/row relative flex min-h-10 items-center gap-x-3 border-b px-4 py-1.5 [contain-intrinsic-size:auto_28px] nth-[n+25]:[content-visibility:auto] hover:bg-bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent-text touch:min-h-12 max-wide:px-3 @max-2xl:flex-wrap @max-2xl:gap-x-2",
        isOpen && "bg-accent-soft/50",
        isDragged && "opacity-40",
      )}
    >
      <StatusButton task={task} />
      <span className="tabular w-12 shrink-0 text-meta text-text-muted">{label}</span>
      <span className="flex w-3.5 shrink-0">
        <PriorityBadge priority={task.priority} />
      </span>
      <PaneLink
        pane="task"
        of={task._id}
        dir="auto"
        draggable={false}
        aria-label={texts.board.card(label, task.title, texts.tasks.statuses[task.status])}
        className="min-w-0 flex-1 truncate outline-none after:absolute after:inset-0 after:content-['']"
      >
        {task.title}
      </PaneLink>
      <span className="flex shrink-0 items-center gap-2.5 @max-2xl:order-last @max-2xl:basis-full @max-2xl:pl-9 @max-2xl:empty:hidden touch:@max-2xl:pl-13">
        <BlockedBadge task={task} />
        <CategoryBadge category={category} />
        <span className="flex gap-1 max-wide:hidden">
          {task.tags.slice(0, 2).map((tag) => (
            <TagBadge key={tag} tag={tag} />
          ))}
        </span>
        <StartBadge task={task} />
        <DueBadge task={task} />
        {note}
        <Owner task={task} />
      </span>
      <RowMenu task={task} isLater={group === undefined} {...actions} />
    </li>
  );
}

function useRowDrag(row: RefObject<HTMLLIElement | null>, { _id: taskId, number }: Task, group?: Group) {
  const [isDragged, setIsDragged] = useState(false);
  useEffect(() => {
    if (!row.current || group === undefined) return;
    return draggable({
      element: row.current,
      getInitialData: () => ({ kind: "task", taskId, number, group, column: "" }),
      onDragStart: () => setIsDragged(true),
      onDrop: () => setIsDragged(false),
    });
  }, [row, taskId, number, group]);
  return isDragged;
}

/** Whose it is, where it is not mine; of what one helps with also that. */
function Owner({ task: { assigneeId: id, helperIds = [] } }: { task: Task }) {
  const myId = useMyId();
  const people = usePeople();
  if (id === myId) return null;
  const name = id ? texts.tasks.assigneeIs(people.nameOf(id)) : texts.tasks.assigneeIsNobody;
  const isHelping = helperIds.some((helper) => helper === myId);
  const label = isHelping ? texts.facts.youHelp(name) : name;
  if (!isHelping && !id) return null;
  return (
    <span title={label} className="flex items-center gap-1 text-meta text-text-muted">
      <span className="sr-only">{label}</span>
      {isHelping && <Icon of={Users} size={12} />}
      {id && <Faces ids={[id]} most={1} size={16} />}
    </span>
  );
}
