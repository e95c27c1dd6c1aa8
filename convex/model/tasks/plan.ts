/** When a task is to be begun, and what it is thought to take. */
import type { Doc } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { fail } from "../errors";

const dayOf = (date: number): number => Math.floor(date / DAY_MS);

/** @throws START_AFTER_DUE */
export function check({ startDate, dueDate }: Partial<Pick<Doc<"tasks">, "startDate" | "dueDate">>): void {
  if (startDate !== undefined && dueDate !== undefined && dayOf(startDate) > dayOf(dueDate))
    throw fail("START_AFTER_DUE");
}

/** @throws ESTIMATE_INVALID */
export function requireHours(hours: number): number {
  if (!Number.isInteger(hours * 2) || hours <= 0 || hours > LIMITS.estimate) throw fail("ESTIMATE_INVALID");
  return hours;
}
