/** When a task is to be begun, and what it is thought to take. */
import type { Doc } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS, HOUR_MS } from "../../shared/time";
import { fail } from "../errors";

const dayOf = (date: number): number => Math.floor(date / DAY_MS);

/** @throws START_AFTER_DUE */
export function check({ startDate, dueDate }: Partial<Pick<Doc<"tasks">, "startDate" | "dueDate">>): void {
  if (startDate !== undefined && dueDate !== undefined && dayOf(startDate) > dayOf(dueDate))
    throw fail("START_AFTER_DUE");
}

/** Clocks are at most so far from those of UTC. */
const MOST_AHEAD_MS = 14 * HOUR_MS;

/** A time is on its day, wherever that is. @throws DATE_INVALID */
export function checkMoment({ dueDate, dueAt }: Partial<Pick<Doc<"tasks">, "dueDate" | "dueAt">>): void {
  if (dueAt === undefined) return;
  const day = dueDate === undefined ? undefined : dayOf(dueDate) * DAY_MS;
  const isOnIt = day !== undefined && dueAt >= day - MOST_AHEAD_MS && dueAt < day + DAY_MS + MOST_AHEAD_MS;
  if (!isOnIt) throw fail("DATE_INVALID");
}

/** @throws ESTIMATE_INVALID */
export function requireHours(hours: number): number {
  if (!Number.isInteger(hours * 2) || hours <= 0 || hours > LIMITS.estimate) throw fail("ESTIMATE_INVALID");
  return hours;
}
