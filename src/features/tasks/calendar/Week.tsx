import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import type { Id } from "@convex/_generated/dataModel";
import { searchPath } from "@convex/shared/addresses";
import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { Link } from "react-router";
import { DAY_MS, localDueDay, toDateInput } from "@/lib/time";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { exactDueDay, weekdayName } from "@/texts/time";
import { filterTasks, type Filter } from "../filter/filter";
import { useShownFacts } from "../filter/useShownFacts";
import { PriorityBadge } from "../priority/PriorityIcon";
import { usePending } from "@/ui/Settled";
import { PaneLink } from "@/ui/pane/PaneLink";
import { StatusIcon } from "../StatusIcon";
import { dueDayHere, isOverdue, type Task } from "../task";
import { dayOf, daysOf, todayOf, type MoveTo } from "./month";
import { useWeek } from "./useWeek";

type Props = {
  from: number;
  /** The month around: days of others are faint. */
  month: number;
  channelId: Id<"channels"> | undefined;
  filter: Filter;
  openTaskId: string | undefined;
  canWrite: boolean;
  onMove: MoveTo;
};

/** Seven days beside each other, or on a phone below each other. */
export function Week({ from, month, channelId, filter, ...shown }: Props) {
  const week = useWeek(channelId, from);
  // What has a time is due on another day elsewhere, perhaps in the week beside this one.
  const beside = [useWeek(channelId, from - 7 * DAY_MS), useWeek(channelId, from + 7 * DAY_MS)];
  usePending(!week);
  const now = useNow();
  const found = [week, ...beside].flatMap((one) => one?.tasks ?? []);
  const tasks = filterTasks(found, filter, now);
  return (
    <>
      <div aria-busy={!week} className="grid flex-1 grid-cols-7 max-wide:block max-wide:flex-none">
        {daysOf(from).map((day) => (
          <Day
            key={day}
            day={day}
            isElsewhere={new Date(day).getUTCMonth() !== month}
            isToday={day === todayOf(now)}
            tasks={tasks.filter((task) => dayOf(dueDayHere(task) ?? 0) === day)}
            {...shown}
          />
        ))}
      </div>
      {week?.isCut && (
        <Link
          to={searchPath(`due:${toDateInput(from)}..${toDateInput(from + 6 * DAY_MS)}`, { tab: "tasks" })}
          className="py-1 text-small text-accent-text"
        >
          {texts.calendar.cut(week.tasks.length)}
        </Link>
      )}
    </>
  );
}

type DayProps = Pick<Props, "openTaskId" | "canWrite" | "onMove"> & {
  day: number;
  isElsewhere: boolean;
  isToday: boolean;
  tasks: readonly Task[];
};

function Day({ day, isElsewhere, isToday, tasks, ...shown }: DayProps) {
  const cell = useRef<HTMLElement>(null);
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    if (!cell.current) return;
    return dropTargetForElements({
      element: cell.current,
      getData: () => ({ day }),
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: () => setIsOver(false),
    });
  }, [day]);
  const local = new Date(localDueDay(day));
  return (
    <section
      ref={cell}
      aria-label={exactDueDay(day)}
      {...(isToday && { "aria-current": "date" })}
      className={clsx(
        "min-h-24 min-w-0 border-e border-b p-1 wide:first:border-s max-wide:min-h-0 max-wide:border-x-0 max-wide:py-2",
        isElsewhere && "bg-bg-sunken max-wide:hidden",
        tasks.length === 0 && !isToday && "max-wide:hidden",
        isOver && "!bg-bg-active",
      )}
    >
      <p
        className={clsx(
          "tabular flex h-6 items-center gap-1.5 px-1 text-small text-text-muted",
          isToday && "font-semibold !text-accent-text",
        )}
      >
        {number(local.getDate())}
        <span className="wide:hidden">{weekdayName(local.getDay())}</span>
      </p>
      <ul className="grid gap-0.5">
        {tasks.map((task) => (
          <Entry key={task._id} task={task} day={day} {...shown} />
        ))}
      </ul>
    </section>
  );
}

/** Days that Alt+Shift+arrow takes a card. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

type EntryProps = Pick<Props, "openTaskId" | "canWrite" | "onMove"> & { task: Task; day: number };

function Entry({ task, day, openTaskId, canWrite, onMove }: EntryProps) {
  const now = useNow();
  const item = useRef<HTMLLIElement>(null);
  const { _id: taskId, number: count, dueAt } = task;
  useEffect(() => {
    if (!item.current) return;
    const data = { kind: "task", taskId, number: count, dueAt, day, column: "" };
    return draggable({ element: item.current, canDrag: () => canWrite, getInitialData: () => data });
  }, [taskId, count, dueAt, day, canWrite]);

  function handleKey(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (step === undefined || !event.altKey || !event.shiftKey || !canWrite) return;
    event.preventDefault();
    onMove(task, day + step * DAY_MS);
  }

  const { shown } = useShownFacts(task);
  return (
    <li ref={item} data-task-id={taskId}>
      <PaneLink
        pane="task"
        of={taskId}
        draggable={false}
        aria-label={texts.board.card(taskLabel(task), task.title, texts.tasks.statuses[task.status])}
        title={task.title}
        className={clsx(
          "row-focus flex h-6 items-center gap-1.5 rounded-control border bg-bg-raised px-1.5 text-small hover:border-line-strong touch:h-11",
          taskId === openTaskId && "!border-accent-line",
          task.status === "done" && "text-text-muted",
          isOverdue(task, now) && "text-danger",
        )}
        onKeyDown={handleKey}
      >
        <StatusIcon status={task.status} size={12} />
        <PriorityBadge priority={shown.priority} />
        <span dir="auto" className="truncate">
          {task.title}
        </span>
      </PaneLink>
    </li>
  );
}
