/** The weeks of a month, as days in UTC: a due day is the same for everybody. */
import { DAY_MS } from "@/lib/time";
import type { Task } from "../task";

/** Lets a task be due on another day. */
export type MoveTo = (task: Pick<Task, "_id" | "number" | "dueAt">, day: number) => void;

export type Month = { year: number; /** From 0. */ month: number };

export const monthOf = (now: number): Month => {
  const date = new Date(now);
  return { year: date.getFullYear(), month: date.getMonth() };
};

/** So many months later, or earlier. */
export function monthFrom({ year, month }: Month, by: number): Month {
  const date = new Date(Date.UTC(year, month + by, 1));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() };
}

/** "2026-11" */
export const monthText = ({ year, month }: Month): string =>
  `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}`;

export function readMonth(text: string | null): Month | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(text ?? "");
  const [year, month] = [Number(match?.[1]), Number(match?.[2]) - 1];
  return match && year >= 1970 && month >= 0 && month < 12 ? { year, month } : undefined;
}

/** The first day of each week that has a day of the month. @param firstWeekday  0 is Sunday */
export function weeksOf({ year, month }: Month, firstWeekday: number): number[] {
  const first = Date.UTC(year, month, 1);
  const last = Date.UTC(year, month + 1, 0);
  const start = first - ((new Date(first).getUTCDay() - firstWeekday + 7) % 7) * DAY_MS;
  return Array.from(
    { length: Math.ceil((last - start + DAY_MS) / (7 * DAY_MS)) },
    (_, i) => start + i * 7 * DAY_MS,
  );
}

export const daysOf = (week: number): number[] => Array.from({ length: 7 }, (_, i) => week + i * DAY_MS);

/** Today, as a due day. */
export function todayOf(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

/** The day of a due date. */
export const dayOf = (dueDate: number): number => Math.floor(dueDate / DAY_MS) * DAY_MS;
