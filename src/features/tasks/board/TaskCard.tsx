import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { memo, useRef } from "react";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { PaneLink } from "@/ui/pane/PaneLink";
import { Faces } from "../people/Faces";
import { PriorityBadge } from "../priority/PriorityIcon";
import { CategoryButton } from "../categorisations/CategoryButton";
import {
  BlockedBadge,
  ChannelBadge,
  ChecksBadge,
  DiscussionBadge,
  DueBadge,
  EstimateBadge,
  FilesBadge,
  StartBadge,
  SubtasksBadge,
  TagBadge,
} from "../TaskBadges";
import { useShownFacts } from "../filter/useShownFacts";
import { RepeatBadge } from "../repeats/RepeatBadge";
import { isBlocked, waits, type Task } from "../task";
import { PartOfBadge } from "../subtasks/PartOfBadge";
import { CardCover } from "./CardCover";
import { CardMenu } from "./CardMenu";
import type { Move } from "./placing";
import { useCardDrag } from "./useCardDrag";

type Props = {
  task: Task;
  channelName: string | undefined;
  isOpen: boolean;
  index: number;
  /** The key of the column, whether others may come into it, and how many cards it has. */
  column: string;
  isColumnOpen: boolean;
  columnSize: number;
  canWrite: boolean;
  onMove: (move: Move) => void;
};

/** memo: one moved card must not draw a thousand others again. */
export const TaskCard = memo(function TaskCard({
  task,
  channelName,
  isOpen,
  column,
  isColumnOpen,
  columnSize,
  index,
  canWrite,
  onMove,
}: Props) {
  const place = useRef<HTMLLIElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const { isDragged, edge } = useCardDrag(
    place,
    card,
    task._id,
    column,
    isColumnOpen,
    canWrite && task.number > 0,
  );
  const { shown, says } = useShownFacts(task);
  // Those that are seen at first are drawn at once in their height: a guess would move the rest.
  return (
    <li
      ref={place}
      className="relative -mx-1 px-1 py-1 [contain-intrinsic-size:auto_84px] nth-[n+16]:[content-visibility:auto]"
    >
      {edge === "top" && <DropLine className="top-0" />}
      <div
        ref={card}
        data-task-id={task._id}
        className={clsx(
          "group relative rounded-control border bg-bg-raised px-3 py-2.5 shadow-near transition-colors hover:border-line-strong has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent-text",
          isOpen && "!border-accent-line ring-1 ring-accent-line",
          isDragged && "opacity-40",
        )}
      >
        {shown.coverId && <CardCover fileId={shown.coverId} task={taskLabel(task)} />}
        <div className="flex h-5 items-center gap-1.5">
          <PriorityBadge priority={shown.priority} />
          {(says("number") || task.number === 0) && (
            <span className="tabular shrink-0 text-meta whitespace-nowrap text-text-muted">
              {task.number > 0 ? taskLabel(task) : texts.ui.saving}
            </span>
          )}
          {task.number > 0 && says("category") && (
            <CategoryButton
              task={task}
              isQuiet
              className="relative z-10 -my-0.5 flex h-6 min-w-0 items-center overflow-hidden rounded-control px-1 touch:-my-3 touch:h-11 hover:bg-bg-active data-[state=open]:bg-bg-active"
            />
          )}
          <span className="ms-auto flex items-center gap-1.5">
            {canWrite && task.number > 0 && (
              <CardMenu task={task} column={column} columnSize={columnSize} index={index} onMove={onMove} />
            )}
            <Assignee id={shown.assigneeId} />
          </span>
        </div>
        <CardLink task={task} />
        {shown.parentNumber !== undefined && <PartOfBadge task={task} number={shown.parentNumber} />}
        <Badges task={shown} channelName={channelName} />
      </div>
      {edge === "bottom" && <DropLine className="bottom-0" />}
    </li>
  );
});

function CardLink({ task }: { task: Task }) {
  // On its way to the server it has no page of its own yet.
  if (task.number === 0) return <p className="mt-0.5 font-medium text-text-muted">{task.title}</p>;
  return (
    <PaneLink
      pane="task"
      of={task._id}
      draggable={false}
      dir="auto"
      aria-label={texts.board.card(taskLabel(task), task.title, texts.tasks.statuses[task.status])}
      className={clsx(
        // 24 px to point at below the category; borders, since a clamped line would show in a padding.
        "-mt-0.5 -mb-1 line-clamp-4 border-y-4 border-transparent text-base font-medium [overflow-wrap:anywhere] outline-none after:absolute after:inset-0 after:content-['']",
        task.status === "done" && "text-text-muted",
      )}
    >
      {task.title}
    </PaneLink>
  );
}

function Assignee({ id }: { id: string | undefined }) {
  const people = usePeople();
  if (!id) return null;
  const person = people.get(id);
  const isGone = person?.isActive === false;
  const name = isGone ? texts.users.nameDeactivated(person.name) : people.nameOf(id);
  return (
    <span title={name} className={clsx("flex", isGone && "grayscale")}>
      <span className="sr-only">{texts.board.assignedTo(name)}</span>
      <Avatar id={id} name={people.nameOf(id)} picture={person?.picture} size={20} />
    </span>
  );
}

function Helpers({ ids }: { ids: Task["helperIds"] }) {
  const people = usePeople();
  if (!ids || ids.length === 0) return null;
  const names = texts.facts.peopleAre(
    texts.facts.helpers,
    ids.map((id) => people.nameOf(id)),
  );
  return (
    <span title={names} className="ms-auto flex">
      <span className="sr-only">{names}</span>
      <Faces ids={ids} most={3} />
    </span>
  );
}

function Badges({ task, channelName }: Pick<Props, "task" | "channelName">) {
  const {
    dueDate,
    startDate,
    estimate,
    repeats,
    helperIds,
    tags,
    fileCount,
    threadId,
    subtaskCount,
    checkCount,
  } = task;
  const facts = [
    dueDate,
    startDate,
    estimate,
    repeats,
    helperIds,
    fileCount,
    threadId,
    subtaskCount,
    checkCount,
    channelName,
  ];
  const isBare = facts.every((fact) => fact === undefined);
  if (isBare && tags.length === 0 && !isBlocked(task) && !waits(task)) return null;
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 empty:hidden">
      <BlockedBadge task={task} />
      <StartBadge task={task} />
      <DueBadge task={task} />
      <RepeatBadge task={task} />
      <EstimateBadge task={task} />
      <SubtasksBadge task={task} />
      <ChecksBadge task={task} />
      <FilesBadge task={task} />
      <DiscussionBadge task={task} />
      {task.tags.slice(0, 3).map((tag) => (
        <TagBadge key={tag} tag={tag} />
      ))}
      {task.tags.length > 3 && <span className="text-meta text-text-muted">+{task.tags.length - 3}</span>}
      {channelName && <ChannelBadge name={channelName} />}
      <Helpers ids={task.helperIds} />
    </div>
  );
}

export const DropLine = ({ className }: { className: string }) => (
  <span
    aria-hidden
    className={clsx("pointer-events-none absolute inset-x-1 z-10 h-0.5 rounded-full bg-accent", className)}
  />
);
