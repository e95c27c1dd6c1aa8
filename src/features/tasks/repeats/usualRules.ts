import { anchored, isoWeekday, type Repeat } from "@convex/shared/board/repeats";
import { DAY_MS } from "@convex/shared/time";
import type { FullTask } from "../task";

const DAYS_OF_WEEK = 7;

/** The usual rules, from the day that a task is due. */
export function usualRules(day: number): Repeat[] {
  const date = new Date(day);
  const week = Math.ceil(date.getUTCDate() / DAYS_OF_WEEK);
  const nth = { week: week > 4 ? -1 : week, weekday: isoWeekday(day) };
  const rules: Repeat[] = [
    { unit: "day", every: 1 },
    { unit: "week", every: 1, on: [1, 2, 3, 4, 5] },
    { unit: "week", every: 1 },
    { unit: "week", every: 2 },
    { unit: "month", every: 1 },
    { unit: "month", every: 1, nth },
    { unit: "year", every: 1 },
    { unit: "week", every: 1, afterDone: true },
  ];
  return rules.map((rule) => anchored(rule, day));
}

/** The calendar day that a task is due, or today's where the reader is. */
export function dayOf({ dueDate }: Pick<FullTask, "dueDate">, now: number): number {
  const today = new Date(now);
  const at = dueDate ?? Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  return Math.floor(at / DAY_MS) * DAY_MS;
}
