/**
 * How long tasks take, so that those that cross some days are found by few ranges: whatever crosses them and is not long is due within
 * them or less than `LONG_MS` later, and those that are long are in a range of their own.
 */
import type { Doc } from "../../_generated/dataModel";
import { DAY_MS } from "../../shared/time";

type Planned = Partial<Pick<Doc<"tasks">, "startDate" | "dueDate">>;

/** Four weeks. */
export const LONG_MS = 28 * DAY_MS;

/** As a task says it. */
export function lengthOf(task: Planned): { isLong: true | undefined } {
  const { startDate, dueDate } = task;
  const isLong = startDate !== undefined && dueDate !== undefined && dueDate - startDate > LONG_MS;
  return { isLong: isLong || undefined };
}
