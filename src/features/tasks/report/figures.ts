import type { api } from "@convex/_generated/api";
import type { BoardColumn } from "@convex/shared/board/columns";
import {
  cycleOf,
  doneByWeek,
  flowOf,
  leadOf,
  marksOf,
  startOfDayUtc,
  startOfWeekUtc,
  weeksUntil,
} from "@convex/shared/board/flow";
import { LIMITS } from "@convex/shared/limits";
import type { FunctionReturnType } from "convex/server";
import { DAY_MS } from "@/lib/time";

type Reports = typeof api.board.reports;
export type DoneTask = FunctionReturnType<Reports["done"]>["tasks"][number];
export type OpenTask = FunctionReturnType<Reports["open"]>["tasks"][number];

/** What the server says of a board. */
export type BoardFigures = {
  columns: readonly BoardColumn[];
  flow: FunctionReturnType<Reports["flow"]>;
  done: FunctionReturnType<Reports["done"]>;
  open: FunctionReturnType<Reports["open"]>;
};

/** Weeks that a report may look back. */
export const PERIODS = [2, 4, 12] as const;
export type Period = (typeof PERIODS)[number];

export type Point = DoneTask & { cycle: number };
/** Half of some times, and 85 of a hundred, are no longer. */
export type Marks = readonly [half: number | undefined, most: number | undefined];
/** `count` is undefined for a week of which not all is known. */
export type Week = { monday: number; count: number | undefined };

export type PeriodFigures = {
  from: number;
  now: number;
  days: { at: number; cards: number[] }[];
  points: Point[];
  /** Done in the period without a known beginning. */
  withoutStart: number;
  cycle: Marks;
  lead: Marks;
  weeks: Week[];
  /** Done per week, of the weeks of the period that are over; undefined where none of them is known. */
  average: number | undefined;
};

/** The same for the last weeks of it. Of each week that is done there is the number, however short the period. */
export function inPeriod({ columns, flow, done }: BoardFigures, period: Period, now: number): PeriodFigures {
  const from = startOfDayUtc(now) - period * 7 * DAY_MS;
  const counted = flow.days.filter(({ day }) => day >= from).map(({ day, counts }) => ({ at: day, counts }));
  const held = [...counted, { at: now, counts: flow.now }];
  const cells = flowOf(columns, held);
  const ended = done.tasks.filter(({ completedAt }) => completedAt >= from);
  const points = ended.flatMap((task) => {
    const cycle = cycleOf(task);
    return cycle === undefined ? [] : [{ ...task, cycle }];
  });
  const weeks = weeksOf(done, now);
  const over = weeks.slice(0, -1).slice(-period);
  const known = over.flatMap(({ count }) => count ?? []);
  return {
    from,
    now,
    days: held.map(({ at }, i) => ({ at, cards: cells[i]! })),
    points,
    withoutStart: ended.length - points.length,
    cycle: marksOf(points.map(({ cycle }) => cycle)),
    lead: marksOf(ended.flatMap((task) => leadOf(task) ?? [])),
    weeks,
    average: known.length > 0 ? known.reduce((sum, count) => sum + count, 0) / known.length : undefined,
  };
}

function weeksOf({ tasks, isCut }: BoardFigures["done"], now: number): Week[] {
  const mondays = weeksUntil(now, LIMITS.flowWeeks);
  const cutIn = isCut ? startOfWeekUtc(tasks.at(-1)?.completedAt ?? now) : -Infinity;
  const counts = doneByWeek(tasks, mondays);
  return mondays.map((monday, i) => ({ monday, count: monday > cutIn ? counts[i] : undefined }));
}

/** Whether nothing has ever been on the board that a report could tell of. */
export const isBlank = ({ flow, done, open }: BoardFigures): boolean =>
  done.tasks.length === 0 && open.tasks.length === 0 && Object.values(flow.now).every((count) => count <= 0);
