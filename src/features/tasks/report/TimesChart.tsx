import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { texts } from "@/texts";
import { Section } from "@/ui/Section";
import { Tooltip } from "@/ui/floating/Tooltip";
import { Chart, heightOf } from "./Chart";
import { ChartTable } from "./ChartTable";
import { dayMarks, dayOfUtc } from "./dayMarks";
import type { Marks, PeriodFigures, Point } from "./figures";
import { timeScale, type Scale } from "./scale";
import { PaneLink } from "@/ui/pane/PaneLink";

type Props = Pick<PeriodFigures, "from" | "now" | "points" | "cycle" | "withoutStart">;

/** How long each task took that was done, by the day on which it was. */
export function TimesChart({ from, now, points, cycle, withoutStart }: Props) {
  const scale = timeScale(Math.max(1, ...points.map((point) => point.cycle)));
  const rows = points.map((point) => ({
    key: point.taskId,
    cells: [
      <PaneLink key={point.taskId} pane="task" of={point.taskId}>
        {taskLabel(point)} <bdi>{point.title}</bdi>
      </PaneLink>,
      dayOfUtc(point.completedAt),
      texts.boardReport.duration(point.cycle),
    ],
  }));
  return (
    <Section title={texts.boardReport.cycle}>
      <div className="rounded-pane border p-4 max-wide:p-3">
        {points.length === 0 ? (
          <p className="text-small text-text-muted">{texts.boardReport.cycleNone}</p>
        ) : (
          <>
            <Legend cycle={cycle} />
            <Chart
              scale={scale}
              tickLabel={texts.boardReport.duration}
              marks={dayMarks(from, now)}
              className="h-56 max-wide:h-44"
            >
              <Lines cycle={cycle} scale={scale} />
              <div aria-hidden>
                {points.map((point) => (
                  <Dot key={point.taskId} point={point} from={from} now={now} scale={scale} />
                ))}
              </div>
            </Chart>
            <ChartTable
              heads={[texts.boardReport.task, texts.boardReport.doneOn, texts.boardReport.took]}
              rows={rows}
            />
          </>
        )}
        {withoutStart > 0 && (
          <p className="mt-2 text-small text-text-muted">{texts.boardReport.withoutStart(withoutStart)}</p>
        )}
      </div>
    </Section>
  );
}

type LinesProps = { cycle: Marks; scale: Scale };

/** How the two marks are drawn, in the chart and above it. */
const STROKES = ["border-dashed", "border-dotted"];

const Lines = ({ cycle, scale }: LinesProps) =>
  cycle.map(
    (mark, i) =>
      mark !== undefined && (
        <span
          key={i}
          aria-hidden
          className={clsx("absolute inset-x-0 border-t-2 border-text-muted", STROKES[i])}
          style={{ bottom: `${heightOf(mark, scale)}%` }}
        />
      ),
  );

/** What the lines stand for: above the chart, where no dot hides it. */
function Legend({ cycle: [half, most] }: { cycle: Marks }) {
  if (half === undefined || most === undefined) return null;
  const labels = [
    texts.boardReport.half(texts.boardReport.duration(half)),
    texts.boardReport.most(texts.boardReport.duration(most)),
  ];
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-small">
      {labels.map((label, i) => (
        <li key={label} className="tabular flex items-center gap-1.5">
          <span aria-hidden className={clsx("w-5 border-t-2 border-text-muted", STROKES[i])} />
          {label}
        </li>
      ))}
    </ul>
  );
}

type DotProps = { point: Point; from: number; now: number; scale: Scale };

function Dot({ point, from, now, scale }: DotProps) {
  const said = texts.boardReport.point(
    taskLabel(point),
    point.title,
    texts.boardReport.duration(point.cycle),
  );
  return (
    <Tooltip label={said}>
      <PaneLink
        pane="task"
        of={point.taskId}
        tabIndex={-1}
        className="absolute size-2.5 -translate-x-1/2 translate-y-1/2 rounded-full border border-bg bg-accent hover:z-10 hover:scale-150 touch:size-3"
        style={{
          left: `${((point.completedAt - from) / Math.max(1, now - from)) * 100}%`,
          bottom: `${heightOf(point.cycle, scale)}%`,
        }}
      />
    </Tooltip>
  );
}
