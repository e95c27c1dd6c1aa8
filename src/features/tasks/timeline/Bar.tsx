import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { OctagonPause } from "lucide-react";
import { useRef, type KeyboardEvent } from "react";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { usePane } from "@/ui/pane/usePane";
import { exactDueDay } from "@/texts/time";
import { Icon } from "@/ui/Icon";
import { isOverdue, waits, type Task } from "../task";
import { barOf, datesOf, shifted, type Dates, type Part, type Scale } from "./scale";
import { useBarDrag } from "./useBarDrag";

export type BarProps = {
  task: Task;
  scale: Scale;
  /** Of what lies above the days at their beginning: titles go on behind it. */
  nameWidth: number;
  isOpen: boolean;
  canWrite: boolean;
  onPlan: (task: Task, dates: Dates) => void;
};

/** The days of a task. Dragged or moved by keys it takes others, by its ends it is made longer or shorter. */
export function Bar({ task, scale, nameWidth, isOpen, canWrite, onPlan }: BarProps) {
  const bar = useRef<HTMLButtonElement>(null);
  const pane = usePane();
  const now = useNow();
  const dates = datesOf(task);
  const plan = (part: Part, days: number) => onPlan(task, shifted(dates, part, days));
  const { drag, handlers, cancel } = useBarDrag(bar, { dayPx: scale.dayPx, canDrag: canWrite, onDrop: plan });
  const shown = drag ? shifted(dates, drag.part, drag.days) : dates;
  const { x, width, isFromBefore, isBeyond } = barOf(scale, shown);
  const name = nameOf(task, shown);
  const hint = canWrite ? texts.timeline.withKeys(name) : name;

  function handleKey(event: KeyboardEvent<HTMLButtonElement>) {
    if (event.key === "Escape" && drag) return cancel();
    const isRtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const step = { ArrowLeft: isRtl ? 1 : -1, ArrowRight: isRtl ? -1 : 1 }[event.key];
    if (step === undefined || !canWrite || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    plan(event.shiftKey ? (event.altKey ? "start" : "due") : "bar", step);
  }

  return (
    <button
      ref={bar}
      type="button"
      data-bar
      aria-label={name}
      title={hint}
      style={{ insetInlineStart: x, width }}
      className={clsx(
        "group/bar absolute top-1/2 z-10 flex h-6 -translate-y-1/2 touch-pan-y touch-pan-x items-center gap-1 overflow-clip rounded-control border px-1.5 text-meta select-none touch:h-9",
        lookOf(task, now),
        isFromBefore && "rounded-s-none border-s-0",
        isBeyond && "rounded-e-none border-e-0",
        isOpen && "ring-2 ring-accent-line",
        drag ? "z-20 cursor-grabbing shadow-float" : canWrite && "cursor-grab",
      )}
      {...handlers}
      onClick={() => pane.open("task", task._id)}
      onKeyDown={handleKey}
    >
      {canWrite && !isFromBefore && <End of="start" />}
      {waits(task) && (
        <span title={texts.timeline.waits} className="shrink-0">
          <Icon of={OctagonPause} size={12} />
        </span>
      )}
      {width > 60 && (
        <span dir="auto" className="sticky min-w-0 truncate" style={{ insetInlineStart: nameWidth + 8 }}>
          {task.title}
        </span>
      )}
      {canWrite && !isBeyond && <End of="due" />}
    </button>
  );
}

const End = ({ of }: { of: "start" | "due" }) => (
  <span
    data-end={of}
    aria-hidden
    className={clsx(
      "absolute inset-y-0 w-1.5 max-w-1/3 cursor-ew-resize group-hover/bar:bg-accent-line touch:w-3",
      of === "start" ? "start-0" : "end-0",
    )}
  />
);

function lookOf(task: Task, now: number): string {
  if (task.status === "done") return "border-line-strong bg-bg-sunken text-text-muted";
  if (isOverdue(task, now)) return "border-danger/50 bg-danger-soft text-danger";
  if (waits(task)) return "border-warn/50 bg-warn-soft text-warn";
  return "border-accent-line bg-accent-soft text-accent-text";
}

function nameOf(task: Task, { start, due }: Dates): string {
  const [label, end] = [taskLabel(task), exactDueDay(due)];
  return start === undefined || start === due
    ? texts.timeline.barOfDay(label, task.title, end)
    : texts.timeline.bar(label, task.title, exactDueDay(start), end);
}
