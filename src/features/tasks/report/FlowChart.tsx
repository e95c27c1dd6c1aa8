import type { BoardColumn } from "@convex/shared/board/columns";
import { useState, type PointerEvent } from "react";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { Section } from "@/ui/Section";
import { columnTitle } from "../columns/column";
import { bandColours } from "./bandColours";
import { Chart, heightOf } from "./Chart";
import { ChartTable } from "./ChartTable";
import { dayMarks, dayOfUtc } from "./dayMarks";
import type { PeriodFigures } from "./figures";
import { countScale, type Scale } from "./scale";

type Days = PeriodFigures["days"];
type Props = { columns: readonly BoardColumn[]; days: Days } & Pick<PeriodFigures, "from">;

/** How many cards were in each column, day by day: what is done at the bottom, what is to come on top of it. */
export function FlowChart({ columns, days, from }: Props) {
  const [picked, setPicked] = useState<number>();
  const last = days.length - 1;
  const shown = Math.min(picked ?? last, last);
  const colours = bandColours(columns);
  const names = columns.map(nameOf);
  const isGraph = days.length > 1;
  return (
    <Section title={texts.boardReport.flow}>
      <div className="rounded-pane border p-4 max-wide:p-3">
        <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-small">
          <span className="min-w-16 font-medium">{dayName(days, shown)}</span>
          <ul aria-label={texts.boardReport.flow} className="contents">
            {names.map((name, i) => (
              <li key={columns[i]!.key} className="flex max-w-full min-w-0 items-center gap-1.5">
                <span
                  aria-hidden
                  className="size-2.5 shrink-0 rounded-[2px]"
                  style={{ background: colours[i] }}
                />
                <span dir="auto" className="min-w-0 truncate text-text-muted">
                  {name}
                </span>
                <span className="tabular font-medium">{number(days[shown]!.cards[i]!)}</span>
              </li>
            ))}
          </ul>
        </div>
        {isGraph ? (
          <Graph days={days} colours={colours} names={names} shown={shown} onPick={setPicked} />
        ) : (
          <p className="text-small text-text-muted">{texts.boardReport.flowNone}</p>
        )}
        {isGraph && days[0]!.at > from && (
          <p className="mt-1 text-small text-text-muted">
            {texts.boardReport.flowBegins(dayOfUtc(days[0]!.at))}
          </p>
        )}
        {isGraph && (
          <ChartTable
            heads={[texts.boardReport.day, ...names]}
            rows={days
              .map(({ at, cards }, i) => ({ key: at, cells: [dayName(days, i), ...cards.map(number)] }))
              .toReversed()}
          />
        )}
      </div>
    </Section>
  );
}

const nameOf = (column: BoardColumn): string =>
  column.status === "done" ? texts.boardReport.doneSince(columnTitle(column)) : columnTitle(column);

/** The last one is this moment, the others are days as they began. */
const dayName = (days: Days, i: number): string =>
  i === days.length - 1 ? texts.boardReport.now : dayOfUtc(days[i]!.at);

type GraphProps = {
  days: Days;
  colours: readonly string[];
  names: readonly string[];
  shown: number;
  onPick: (day: number | undefined) => void;
};

function Graph({ days, colours, names, shown, onPick }: GraphProps) {
  const [from, now] = [days[0]!.at, days.at(-1)!.at];
  const across = (at: number) => ((at - from) / Math.max(1, now - from)) * 100;
  const scale = countScale(Math.max(1, ...days.map(({ cards }) => sumFrom(cards, 0))));
  const values = names.map((name, i) => texts.boardReport.ofColumn(name, days[shown]!.cards[i]!));
  const pickNear = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const at = from + ((clientX - left) / Math.max(1, width)) * (now - from);
    const nearest = days.map((day, i) => [Math.abs(day.at - at), i] as const).toSorted(([a], [b]) => a - b);
    onPick(nearest[0]![1]);
  };
  return (
    <Chart
      scale={scale}
      tickLabel={number}
      marks={dayMarks(from, now)}
      className="h-56 has-focus-visible:outline-2 has-focus-visible:outline-accent-text max-wide:h-44"
    >
      <svg
        aria-hidden
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="absolute inset-0 size-full"
      >
        {names.map((_, i) => (
          <polygon key={i} points={bandOf(days, i, { across, scale })} style={{ fill: colours[i] }} />
        ))}
      </svg>
      <span
        aria-hidden
        className="absolute inset-y-0 border-l border-text"
        style={{ left: `${across(days[shown]!.at)}%` }}
      />
      <input
        type="range"
        min={0}
        max={days.length - 1}
        value={shown}
        aria-label={texts.boardReport.day}
        aria-valuetext={[dayName(days, shown), ...values].join(", ")}
        className="absolute inset-0 size-full cursor-crosshair touch-pan-y appearance-none opacity-0"
        onChange={(event) => onPick(Number(event.target.value))}
        onPointerMove={pickNear}
        onPointerLeave={() => onPick(undefined)}
      />
    </Chart>
  );
}

/** The cards of a column and of all that are drawn below it. */
const sumFrom = (cards: readonly number[], column: number): number =>
  cards.slice(column).reduce((sum, count) => sum + count, 0);

type Places = { across: (at: number) => number; scale: Scale };

/** Along the top of a band to its end, and back along the one below. */
function bandOf(days: Days, column: number, { across, scale }: Places): string {
  const edge = (above: number) =>
    days.map(({ at, cards }) => `${across(at)},${100 - heightOf(sumFrom(cards, above), scale)}`);
  return [...edge(column), ...edge(column + 1).toReversed()].join(" ");
}
