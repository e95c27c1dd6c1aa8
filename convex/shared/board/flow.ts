/**
 * The figures of a board's report. Days and weeks are those of UTC, so that all who read a board read the same of it.
 *
 *   made ──────▶ started ──────▶ done        cycle: from started to done, lead: from made to done
 */
import { DAY_MS } from "../time.ts";
import type { BoardColumn } from "./columns";

/** Under this name a board's counts have what was archived. */
export const ARCHIVED = "archived";

export type Counts = Readonly<Record<string, number>>;

/** A moment and what a board held then. */
export type CountedDay = { at: number; counts: Counts };

type Done = { madeAt: number; startedAt?: number | undefined; completedAt: number };

const WEEK_MS = 7 * DAY_MS;
/** The first Monday that epoch time knows. */
const FIRST_MONDAY = 4 * DAY_MS;

export const startOfDayUtc = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;

/** The Monday that begins a week. */
export const startOfWeekUtc = (at: number): number =>
  Math.floor((at - FIRST_MONDAY) / WEEK_MS) * WEEK_MS + FIRST_MONDAY;

/** From the first of so many weeks to the one of `now`, which is not over. */
export const weeksUntil = (now: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => startOfWeekUtc(now) - (count - 1 - i) * WEEK_MS);

/** How many were done in each week, by its Monday. */
export function doneByWeek(done: readonly Done[], mondays: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const { completedAt } of done) {
    const monday = startOfWeekUtc(completedAt);
    counts.set(monday, (counts.get(monday) ?? 0) + 1);
  }
  return mondays.map((monday) => counts.get(monday) ?? 0);
}

/** Milliseconds between the two; undefined where one is not known, or an import has turned them round. */
const between = (from: number | undefined, until: number): number | undefined =>
  from === undefined || from > until ? undefined : until - from;

export const cycleOf = ({ startedAt, completedAt }: Done): number | undefined =>
  between(startedAt, completedAt);

export const leadOf = ({ madeAt, completedAt }: Done): number | undefined => between(madeAt, completedAt);

/** The least of some numbers that such a share of them does not pass; undefined of none. */
export function percentile(numbers: readonly number[], share: number): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** What most tasks take: half of them, and all but the slowest. */
export const MARKS = [0.5, 0.85] as const;

export const marksOf = (numbers: readonly number[]): [number | undefined, number | undefined] => [
  percentile(numbers, MARKS[0]),
  percentile(numbers, MARKS[1]),
];

/**
 * How many cards were in a column. The first one of a status has what is in no other of it, also what was in columns that
 * are gone; what is archived counts as done.
 */
function cardsIn({ key, status }: BoardColumn, columns: readonly BoardColumn[], counts: Counts): number {
  if (key !== status) return Math.max(0, counts[key] ?? 0);
  const others = columns.filter((column) => column.status === status && column.key !== key);
  const inOthers = others.reduce((sum, other) => sum + Math.max(0, counts[other.key] ?? 0), 0);
  const archived = status === "done" ? Math.max(0, counts[ARCHIVED] ?? 0) : 0;
  return Math.max(0, (counts[status] ?? 0) - inOthers) + archived;
}

/**
 * For each day the cards of each column. What was done before the days shown is left out: of the last column there is what
 * came to it since.
 */
export function flowOf(columns: readonly BoardColumn[], days: readonly CountedDay[]): number[][] {
  const cells = days.map(({ counts }) => columns.map((column) => cardsIn(column, columns, counts)));
  const floors = columns.map(({ status }, i) =>
    status === "done" && cells.length > 0 ? Math.min(...cells.map((row) => row[i]!)) : 0,
  );
  return cells.map((row) => row.map((count, i) => count - floors[i]!));
}
