import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { useIsTouch } from "@/platform/useMedia";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { isTaskData } from "../board/useCardDrag";
import { todayOf } from "../calendar/month";
import { useShownFacts } from "../filter/useShownFacts";
import { StatusIcon } from "../StatusIcon";
import type { Task } from "../task";
import { Arrows } from "./Arrows";
import { Axis, HEAD_PX, Lines } from "./Axis";
import { Bar, type BarProps } from "./Bar";
import { datesOf, dayAt, widthOf, xOf, type Scale } from "./scale";
import { useRowsInSight } from "./useRowsInSight";
import { PaneLink } from "@/ui/pane/PaneLink";

type Props = Omit<BarProps, "task" | "isOpen"> & {
  rows: readonly Task[];
  blocks: readonly { taskId: string; blockerId: string }[];
  openTaskId: string | undefined;
  /** A card that was dropped on a day. */
  onDropTask: (taskId: string, day: number) => void;
};

/** Tasks below each other, with their bars over the days: it scrolls both ways, and only the rows in sight are drawn. */
export function Chart({ rows, blocks, scale, nameWidth, openTaskId, onDropTask, ...bars }: Props) {
  const chart = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const today = todayOf(useNow());
  const rowPx = useIsTouch() ? 44 : 34;
  const { from, until } = useRowsInSight(chart, { rowPx, count: rows.length, headPx: HEAD_PX });
  const over = useDayDrop(body, chart, scale, nameWidth, onDropTask);
  const current = rows.findIndex((task) => task.status !== "done" || datesOf(task).due >= today);
  useTodayInSight(chart, scale, { today, top: Math.max(current - 1, 0) * rowPx, isThere: rows.length > 0 });
  const width = nameWidth + widthOf(scale);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the focused bar inside
    <div
      ref={chart}
      role="group"
      aria-label={texts.timeline.chart}
      tabIndex={-1}
      className="min-h-0 min-w-0 flex-1 overflow-auto"
      onKeyDown={goOn}
    >
      <Axis scale={scale} nameWidth={nameWidth} />
      <div
        ref={body}
        className="relative min-h-[calc(100%-var(--head))]"
        style={{ width, height: rows.length * rowPx, "--head": `${HEAD_PX}px` } as object}
      >
        <div className="absolute inset-y-0" style={{ insetInlineStart: nameWidth, width: widthOf(scale) }}>
          <Lines scale={scale} today={today} over={over} />
          <Arrows rows={rows} blocks={blocks} scale={scale} rowPx={rowPx} from={from} until={until} />
        </div>
        <div aria-hidden className="pointer-events-none absolute inset-0">
          <div className="sticky start-0 h-full border-e bg-bg" style={{ width: nameWidth }} />
        </div>
        {rows.slice(from, until).map((task, i) => (
          <div
            key={task._id}
            className="absolute inset-x-0 flex border-b hover:bg-bg-hover"
            style={{ top: (from + i) * rowPx, height: rowPx }}
          >
            <Name task={task} width={nameWidth} isOpen={task._id === openTaskId} />
            <div className="relative flex-1">
              <Bar
                task={task}
                scale={scale}
                nameWidth={nameWidth}
                isOpen={task._id === openTaskId}
                {...bars}
              />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

function Name({ task, width, isOpen }: { task: Task; width: number; isOpen: boolean }) {
  const { says } = useShownFacts(task);
  const label = taskLabel(task);
  return (
    <div
      style={{ width }}
      className={clsx(
        "sticky start-0 z-20 flex shrink-0 items-center gap-2 border-e bg-bg px-3 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent-text max-wide:px-2",
        isOpen && "!bg-accent-soft",
      )}
    >
      <StatusIcon status={task.status} size={12} />
      {says("number") && (
        <span className="tabular shrink-0 text-meta text-text-muted max-wide:hidden">{label}</span>
      )}
      <PaneLink
        pane="task"
        of={task._id}
        dir="auto"
        title={task.title}
        aria-label={texts.board.card(label, task.title, texts.tasks.statuses[task.status])}
        className="min-w-0 truncate text-small outline-none after:absolute after:inset-0 after:content-['']"
      >
        {task.title}
      </PaneLink>
    </div>
  );
}

/** Up and down lead from bar to bar. */
function goOn(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined || event.altKey || event.shiftKey) return;
  const bars = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-bar]")];
  const next = bars[bars.indexOf(event.target as HTMLElement) + step];
  if (!bars.includes(event.target as HTMLElement)) return;
  event.preventDefault();
  next?.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

type Sight = { today: number; /** Of the first task that is not over. */ top: number; isThere: boolean };

/** A timeline of another time begins with today, where that is in it, and with what is not over. */
function useTodayInSight(chart: RefObject<HTMLElement | null>, scale: Scale, { today, top, isThere }: Sight) {
  const show = useEffectEvent(() => {
    const x = today < scale.until ? Math.max(xOf(scale, today) - 6 * scale.dayPx, 0) : 0;
    const isRtl = chart.current && getComputedStyle(chart.current).direction === "rtl";
    chart.current?.scrollTo({ left: isRtl ? -x : x, top });
  });
  useEffect(() => show(), [scale.from, scale.dayPx, isThere]);
}

/** The day below a card that is dragged over the chart. */
function useDayDrop(
  body: RefObject<HTMLElement | null>,
  chart: RefObject<HTMLElement | null>,
  scale: Scale,
  nameWidth: number,
  onDrop: (taskId: string, day: number) => void,
): number | undefined {
  const [over, setOver] = useState<number>();
  const dayOf = useEffectEvent((clientX: number) => {
    const { left, right } = body.current!.getBoundingClientRect();
    const isRtl = getComputedStyle(body.current!).direction === "rtl";
    return dayAt(scale, (isRtl ? right - clientX : clientX - left) - nameWidth);
  });
  const drop = useEffectEvent(onDrop);
  useEffect(() => {
    if (!body.current || !chart.current) return;
    return combine(
      autoScrollForElements({ element: chart.current }),
      dropTargetForElements({
        element: body.current,
        canDrop: ({ source }) => isTaskData(source.data),
        onDrag: ({ location }) => setOver(dayOf(location.current.input.clientX)),
        onDragLeave: () => setOver(undefined),
        onDrop: ({ source, location }) => {
          setOver(undefined);
          drop(String(source.data["taskId"]), dayOf(location.current.input.clientX));
        },
      }),
    );
  }, [body, chart]);
  return over;
}
