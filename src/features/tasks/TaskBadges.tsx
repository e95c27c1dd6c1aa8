import { clsx } from "clsx";
import {
  Sunrise,
  CalendarDays,
  Diamond,
  ListTodo,
  Timer,
  MessagesSquare,
  OctagonPause,
  Paperclip,
  SquareCheck,
} from "lucide-react";
import { useUnreadReplies } from "@/features/channels";
import { daysUntilDue } from "@/lib/time";
import { texts } from "@/texts";
import { clockTime, dueName, exactDueDay, exactTime } from "@/texts/time";
import { useNow } from "@/platform/useNow";
import { TagDot } from "./labels/LabelDot";
import { Progress } from "./subtasks/Progress";
import { dueDayHere, isBlocked, isOverdue, waits, type Task } from "./task";
import { Icon } from "@/ui/Icon";

const BADGE = "flex h-5 items-center gap-1 text-meta text-text-muted";

type Due = Pick<Task, "dueDate" | "dueAt" | "status">;

export function DueBadge({ task }: { task: Due }) {
  const now = useNow();
  const { dueDate, dueAt } = task;
  if (dueDate === undefined) return null;
  const isLate = isOverdue(task, now);
  const exact = dueAt === undefined ? exactDueDay(dueDate) : exactTime(dueAt);
  const name = dueName(dueDayHere(task) ?? dueDate, now);
  return (
    <span
      className={clsx(BADGE, "tabular", isLate && "font-medium !text-danger")}
      title={isLate ? texts.tasks.wasDueOn(exact) : texts.tasks.dueOn(exact)}
    >
      <Icon of={CalendarDays} size={12} />
      {isLate && <span className="sr-only">{texts.tasks.overdue}</span>}
      {dueAt === undefined ? name : `${name} ${clockTime(dueAt)}`}
    </span>
  );
}

type Starting = Pick<Task, "startDate" | "status">;

/** To be begun on a day that has not come. */
function isAhead<T extends Starting>(task: T, now: number): task is T & { startDate: number } {
  return task.startDate !== undefined && task.status === "todo" && daysUntilDue(task.startDate, now) > 0;
}

/** The day on which it is to be begun, until it has come. */
export function StartBadge({ task }: { task: Pick<Task, "startDate" | "status"> }) {
  const now = useNow();
  if (!isAhead(task, now)) return null;
  return (
    <span className={clsx(BADGE, "tabular")} title={texts.facts.startsOn(exactDueDay(task.startDate))}>
      <Icon of={Sunrise} size={12} />
      {texts.facts.starts(dueName(task.startDate, now))}
    </span>
  );
}

export function EstimateBadge({ task: { estimate } }: { task: Pick<Task, "estimate"> }) {
  if (estimate === undefined) return null;
  const label = texts.facts.estimateIs(texts.facts.hours(estimate));
  return (
    <span className={clsx(BADGE, "tabular")} title={label}>
      <Icon of={Timer} size={12} />
      <span aria-hidden>{texts.facts.shortHours(estimate)}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** Routine is said only where there is room for it; nothing is urgent any more once it is done. */
export function CategoryBadge({
  category,
  isDone,
  showsRoutine,
}: {
  category: Task["category"];
  isDone?: boolean;
  showsRoutine?: boolean;
}) {
  if (!category || (category === "routine" && !showsRoutine)) return null;
  return (
    <span className={clsx(BADGE, "min-w-0", category === "urgent" && !isDone && "!text-danger")}>
      <Icon
        of={Diamond}
        size={10}
        isFilled={category === "urgent"}
        className={clsx(category === "routine" && "opacity-50")}
      />
      <span className="truncate">{texts.tasks.categories[category]}</span>
    </span>
  );
}

/** That something is said of a task, and how much of it is new. */
export function DiscussionBadge({ task: { threadId } }: { task: Pick<Task, "threadId"> }) {
  const unread = useUnreadReplies(threadId);
  if (threadId === undefined) return null;
  const said = unread > 0 ? texts.taskPane.newComments(unread) : texts.taskPane.discussion;
  return (
    <span className={clsx(BADGE, "tabular", unread > 0 && "font-medium !text-accent-text")} title={said}>
      <Icon of={MessagesSquare} size={12} />
      <span className="sr-only">{said}</span>
      {unread > 0 && <span aria-hidden>{unread}</span>}
    </span>
  );
}

/** That it waits: for what somebody wrote, or for other tasks. */
export function BlockedBadge({ task }: { task: Pick<Task, "blockedReason" | "openBlockers" | "status"> }) {
  if (!isBlocked(task) && !waits(task)) return null;
  const { blockedReason = "", openBlockers = 0 } = task;
  const reasons = [
    ...(blockedReason === "" ? [] : [blockedReason]),
    ...(openBlockers === 0 ? [] : [texts.tasks.waitsFor(openBlockers)]),
  ];
  const title = reasons.length === 0 ? texts.tasks.blocked : texts.tasks.blockedBy(reasons.join(". "));
  return (
    <span className={clsx(BADGE, "min-w-0 font-medium !text-warn")} title={title}>
      <Icon of={OctagonPause} size={12} className="shrink-0" />
      {texts.tasks.blocked}
      {openBlockers > 0 && (
        <span aria-hidden className="tabular">
          {openBlockers}
        </span>
      )}
      {reasons.length > 0 && <span className="sr-only">: {reasons.join(". ")}</span>}
    </span>
  );
}

/** How far the parts of a task have come, as far as all its readers may know. */
export function SubtasksBadge({
  task,
  isBrief = false,
}: {
  task: Pick<Task, "subtaskCount" | "subtasksDone">;
  /** Where there is no room for a bar. */
  isBrief?: boolean;
}) {
  const { subtaskCount: total, subtasksDone: done = 0 } = task;
  if (total === undefined) return null;
  const said = texts.subtasks.areDone(done, total);
  return (
    <span className={clsx(BADGE, "shrink-0")} title={said}>
      <Icon of={ListTodo} size={12} />
      {isBrief ? (
        <span aria-hidden className="tabular">
          {texts.subtasks.shortDone(done, total)}
        </span>
      ) : (
        <Progress done={done} total={total} />
      )}
      <span className="sr-only">{said}</span>
    </span>
  );
}

/** How many boxes of its description are ticked. */
export function ChecksBadge({ task }: { task: Pick<Task, "checkCount" | "checksDone"> }) {
  const { checkCount: total, checksDone: done = 0 } = task;
  if (total === undefined) return null;
  const said = texts.subtasks.areChecked(done, total);
  return (
    <span className={clsx(BADGE, "tabular shrink-0")} title={said}>
      <Icon of={SquareCheck} size={12} />
      <span aria-hidden>{texts.subtasks.shortDone(done, total)}</span>
      <span className="sr-only">{said}</span>
    </span>
  );
}

export function FilesBadge({ task: { fileCount } }: { task: Pick<Task, "fileCount"> }) {
  if (fileCount === undefined) return null;
  return (
    <span className={clsx(BADGE, "tabular")} title={texts.tasks.files(fileCount)}>
      <Icon of={Paperclip} size={12} />
      <span aria-hidden>{fileCount}</span>
      <span className="sr-only">{texts.tasks.files(fileCount)}</span>
    </span>
  );
}

export const TagBadge = ({ tag }: { tag: string }) => (
  <span
    className="flex max-w-32 items-center gap-1 rounded-full border px-1.5 text-meta leading-4.5 text-text-muted"
    title={tag}
  >
    <TagDot tag={tag} />
    <span className="truncate">{tag}</span>
  </span>
);

export const ChannelBadge = ({ name }: { name: string }) => (
  <span className={clsx(BADGE, "min-w-0 gap-0.5")}>
    <span dir="auto" className="truncate">
      {name}
    </span>
  </span>
);
