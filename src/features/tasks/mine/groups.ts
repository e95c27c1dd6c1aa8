/** By what a person's tasks are grouped, and the days that are offered for them. */
import { DAY_MS, daysUntilDue } from "@/lib/time";
import { todayOf } from "../calendar/month";
import { dueDayHere, type Task } from "../task";

export const GROUPS = ["overdue", "today", "upcoming", "noDate"] as const;
export type Group = (typeof GROUPS)[number];

/** Where a task can be taken: a group, or out of the list until a day. */
export const PLACES = [...GROUPS, "later"] as const;
export type Place = (typeof PLACES)[number];

export const isPlace = (value: unknown): value is Place => PLACES.some((place) => place === value);

export function groupOf(task: Pick<Task, "dueDate" | "dueAt">, now: number): Group {
  const day = dueDayHere(task);
  if (day === undefined) return "noDate";
  const ahead = daysUntilDue(day, now);
  return ahead < 0 ? "overdue" : ahead === 0 ? "today" : "upcoming";
}

/** Where Alt+Shift+arrow takes a task; nothing becomes overdue by hand. */
export function nextPlace(group: Group, key: string): Place | undefined {
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  const next = step === undefined ? undefined : PLACES[PLACES.indexOf(group) + step];
  return next === "overdue" ? undefined : next;
}

/** Tomorrow and next Monday, each once, as due days. */
export function dayChoices(now: number): { name: "tomorrow" | "monday"; day: number }[] {
  const today = todayOf(now);
  const untilMonday = (8 - new Date(today).getUTCDay()) % 7 || 7;
  const tomorrow = { name: "tomorrow" as const, day: today + DAY_MS };
  return untilMonday === 1 ? [tomorrow] : [tomorrow, { name: "monday", day: today + untilMonday * DAY_MS }];
}
