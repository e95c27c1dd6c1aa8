/** Where days lie on a timeline, and what a bar makes of them. Days are those of due dates: midnights in UTC. */
import { DAY_MS } from "@/lib/time";
import { dayOf, monthFrom, type Month } from "../calendar/month";
import { dueDayHere, dueOn, type Task } from "../task";
import type { TaskChanges } from "../useTaskChanges";

export const ZOOMS = ["weeks", "months"] as const;
export type Zoom = (typeof ZOOMS)[number];

/** `until`: the day after the last one. */
export type Scale = { from: number; until: number; dayPx: number; zoom: Zoom };

const WEEKS = 13;
const MONTHS = 12;
const DAY_PX: Record<Zoom, number> = { weeks: 28, months: 7 };

/** Thirteen weeks from that in which a month begins, or twelve months. @param firstWeekday  0 is Sunday */
export function scaleOf({ year, month }: Month, zoom: Zoom, firstWeekday: number): Scale {
  const first = Date.UTC(year, month, 1);
  const dayPx = DAY_PX[zoom];
  if (zoom === "months") return { from: first, until: Date.UTC(year, month + MONTHS, 1), dayPx, zoom };
  const from = first - ((new Date(first).getUTCDay() - firstWeekday + 7) % 7) * DAY_MS;
  return { from, until: from + WEEKS * 7 * DAY_MS, dayPx, zoom };
}

/** As far as one looks earlier or later at once. */
export const monthBeside = (month: Month, zoom: Zoom, by: 1 | -1): Month =>
  monthFrom(month, zoom === "weeks" ? by : by * 6);

export const xOf = ({ from, dayPx }: Scale, day: number): number => ((day - from) / DAY_MS) * dayPx;

export const widthOf = (scale: Scale): number => xOf(scale, scale.until);

/** The day at a place; the first or last one beyond the ends. */
export function dayAt({ from, until, dayPx }: Scale, x: number): number {
  const last = (until - from) / DAY_MS - 1;
  return from + Math.min(Math.max(Math.floor(x / dayPx), 0), last) * DAY_MS;
}

/** The days at which weeks or months begin. */
export function ticksOf({ from, until, zoom }: Scale): number[] {
  if (zoom === "weeks")
    return Array.from({ length: (until - from) / (7 * DAY_MS) }, (_, i) => from + i * 7 * DAY_MS);
  const date = new Date(from);
  return Array.from({ length: MONTHS }, (_, i) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + i, 1));
}

/** The days that a task takes. Without a start it is its due day. */
export type Dates = { start: number | undefined; due: number };

export function datesOf(task: Pick<Task, "startDate" | "dueDate" | "dueAt">): Dates {
  const start = task.startDate === undefined ? undefined : dayOf(task.startDate);
  return { start, due: dayOf(dueDayHere(task) ?? 0) };
}

/** What of a bar is taken. */
export type Part = "bar" | "start" | "due";

/** The days of a bar that is moved, or of which one end is, by some days; an end does not go beyond the other. */
export function shifted({ start, due }: Dates, part: Part, days: number): Dates {
  const by = days * DAY_MS;
  if (part === "bar") return { start: start === undefined ? undefined : start + by, due: due + by };
  const begin = start ?? due;
  if (part === "start") return { start: Math.min(begin + by, due), due };
  return { start: begin, due: Math.max(due + by, begin) };
}

/** The changes of a task that takes other days; a time on its due day stays. */
export function changesTo(task: Pick<Task, "startDate" | "dueDate" | "dueAt">, next: Dates): TaskChanges {
  const now = datesOf(task);
  return {
    ...(next.start !== undefined && next.start !== now.start && { startDate: next.start }),
    ...(next.due !== now.due && dueOn(task, next.due)),
  };
}

/** Where a bar lies, as far as it is in sight. */
export function barOf(scale: Scale, { start, due }: Dates) {
  const [begin, end] = [start ?? due, due + DAY_MS];
  const [from, until] = [Math.max(begin, scale.from), Math.min(end, scale.until)];
  const x = xOf(scale, from);
  return { x, width: Math.max(xOf(scale, until) - x, 0), isFromBefore: begin < from, isBeyond: end > until };
}

/** In the order of bars: by their first day, then by their last one. */
export const byDates = (a: Task, b: Task): number => {
  const [one, other] = [datesOf(a), datesOf(b)];
  return (one.start ?? one.due) - (other.start ?? other.due) || one.due - other.due || a.number - b.number;
};
