import { draggable } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { CalendarPlus, ChevronDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { PaneLink } from "@/ui/pane/PaneLink";
import { useGrowing } from "../board/useGrowing";
import { todayOf } from "../calendar/month";
import type { BoardColumns } from "../columns/column";
import { More } from "../list/More";
import { StatusIcon } from "../StatusIcon";
import type { Task } from "../task";
import type { Dates } from "./scale";

type Props = {
  tasks: readonly Task[];
  /** Those that more may come from. */
  columns: BoardColumns;
  canWrite: boolean;
  /** Below the chart, closed at first, where there is no room beside it. */
  isBelow: boolean;
  onPlan: (task: Task, dates: Dates) => void;
};

/** Open tasks without a date: one that is dragged to a day is due then. */
export function Undated({ tasks, columns, canWrite, isBelow, onPlan }: Props) {
  const [isOpen, setIsOpen] = useState(!isBelow);
  const scroller = useRef<HTMLDivElement>(null);
  const { shown, foot } = useGrowing(scroller, tasks);
  const waiting = columns.filter(({ hasMore }) => hasMore);
  const isLoading = waiting.some((column) => column.isLoading);
  return (
    <section
      aria-label={texts.timeline.undated}
      className={clsx("flex min-h-0 shrink-0 flex-col", isBelow ? "max-h-2/5 border-t" : "w-60 border-s")}
    >
      <h3 className="shrink-0 border-b bg-bg-sunken">
        <button
          type="button"
          aria-expanded={isOpen}
          className="row-focus flex h-9 w-full items-center gap-1.5 px-3 text-small font-medium touch:h-11"
          onClick={() => setIsOpen((now) => !now)}
        >
          <Icon of={ChevronDown} size={14} className={clsx(!isOpen && "-rotate-90")} />
          {texts.timeline.undated}
          <span className="tabular text-text-muted">
            {waiting.length > 0 ? `${tasks.length}+` : tasks.length}
          </span>
        </button>
      </h3>
      {isOpen && (
        <div ref={scroller} tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto">
          {tasks.length === 0 && waiting.length === 0 && (
            <p className="px-3 py-2.5 text-small text-text-muted">{texts.timeline.noneUndated}</p>
          )}
          <ul>
            {shown.map((task) => (
              <UndatedRow key={task._id} task={task} canWrite={canWrite} onPlan={onPlan} />
            ))}
          </ul>
          {foot ??
            (waiting.length > 0 && (
              <More
                isLoading={isLoading}
                onMore={isLoading ? undefined : () => waiting.forEach(({ loadMore }) => loadMore())}
              />
            ))}
        </div>
      )}
    </section>
  );
}

type RowProps = Pick<Props, "canWrite" | "onPlan"> & { task: Task };

function UndatedRow({ task, canWrite, onPlan }: RowProps) {
  const row = useRef<HTMLLIElement>(null);
  const now = useNow();
  const { _id: taskId, number } = task;
  useEffect(() => {
    if (!row.current) return;
    const data = { kind: "task", taskId, number, column: "" };
    return draggable({ element: row.current, canDrag: () => canWrite, getInitialData: () => data });
  }, [taskId, number, canWrite]);
  const label = taskLabel(task);
  return (
    <li
      ref={row}
      data-task-id={taskId}
      className="group/row relative flex min-h-9 items-center gap-2 border-b px-3 hover:bg-bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent-text touch:min-h-12"
    >
      <StatusIcon status={task.status} size={12} />
      <PaneLink
        pane="task"
        of={taskId}
        dir="auto"
        draggable={false}
        title={task.title}
        aria-label={texts.board.card(label, task.title, texts.tasks.statuses[task.status])}
        className="min-w-0 flex-1 truncate text-small outline-none after:absolute after:inset-0 after:content-['']"
      >
        {task.title}
      </PaneLink>
      {canWrite && (
        <IconButton
          label={texts.timeline.putOnToday(label)}
          isSmall
          className="relative z-10 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 touch:opacity-100"
          onClick={() => onPlan(task, { start: undefined, due: todayOf(now) })}
        >
          <Icon of={CalendarPlus} size={14} />
        </IconButton>
      )}
    </li>
  );
}
