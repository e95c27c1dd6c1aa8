import { clsx } from "clsx";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { Section } from "@/ui/Section";
import { Tooltip } from "@/ui/floating/Tooltip";
import { heightOf } from "./Chart";
import { ChartTable } from "./ChartTable";
import { dayOfUtc } from "./dayMarks";
import type { PeriodFigures, Week } from "./figures";
import { countScale, type Scale } from "./scale";

type Props = Pick<PeriodFigures, "weeks" | "average">;

/** How many tasks were done in each week. The last one is not over. */
export function WeeksChart({ weeks, average }: Props) {
  const scale = countScale(Math.max(1, average ?? 0, ...weeks.map(({ count }) => count ?? 0)));
  const named = weeks.map((week, i) => ({ ...week, name: nameOf(week, i === weeks.length - 1) }));
  return (
    <Section title={texts.boardReport.throughput}>
      <div className="rounded-pane border p-4 max-wide:p-3">
        <div dir="ltr" className="relative mt-4 h-40" aria-hidden>
          <div className="flex h-full items-end gap-1 wide:gap-2">
            {named.map(({ monday, count, name }, i) => (
              <Bar key={monday} name={name} count={count} scale={scale} isLast={i === named.length - 1} />
            ))}
          </div>
          {average !== undefined && (
            <span
              className="pointer-events-none absolute inset-x-0 border-t border-dashed border-text-muted"
              style={{ bottom: `${heightOf(average, scale)}%` }}
            />
          )}
        </div>
        <div aria-hidden dir="ltr" className="mt-1 flex justify-between text-meta text-text-muted">
          <span>{dayOfUtc(weeks[0]!.monday)}</span>
          {average !== undefined && <span>{texts.boardReport.average(average)}</span>}
          <span>{texts.boardReport.soFar}</span>
        </div>
        <ChartTable
          heads={[texts.boardReport.week, texts.boardReport.doneOn]}
          rows={named
            .map(({ monday, count, name }) => ({ key: monday, cells: [name, saidOf(count)] }))
            .toReversed()}
        />
      </div>
    </Section>
  );
}

const nameOf = ({ monday }: Week, isLast: boolean): string =>
  isLast ? texts.boardReport.soFar : texts.boardReport.weekOf(dayOfUtc(monday));

const saidOf = (count: number | undefined): string =>
  count === undefined ? texts.boardReport.notCounted : number(count);

type BarProps = { name: string; count: number | undefined; scale: Scale; isLast: boolean };

function Bar({ name, count, scale, isLast }: BarProps) {
  const height = count ? `${heightOf(count, scale)}%` : "2px";
  return (
    <Tooltip label={`${name}: ${saidOf(count)}`}>
      <span className="flex h-full min-w-0 flex-1 flex-col items-center justify-end">
        <span className={clsx("tabular text-meta", count ? "font-medium" : "text-text-muted")}>
          {count === undefined ? texts.boardReport.unknown : number(count)}
        </span>
        <span
          className={clsx(
            "w-full max-w-10 shrink-0 rounded-t-[4px]",
            count ? (isLast ? "bg-accent-line" : "bg-accent") : "bg-line-strong",
          )}
          style={{ height }}
        />
      </span>
    </Tooltip>
  );
}
