/**
 * When work on tasks began, and how long they take by their dates.
 *
 * Rules   A task begins when it first comes into progress, once. A row from before this was kept says it as it leaves: since
 *         when it was there is known. Long tasks say that they are, so that those that cross some days are found by few ranges:
 *         whatever crosses them and is not long is due within them or less than `LONG_MS` later, and those that are long are in
 *         a range of their own.
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

/** What a change says of when a task began. */
export function startOf(
  before: Doc<"tasks"> | null,
  fields: Partial<Pick<Doc<"tasks">, "status">>,
): Pick<Doc<"tasks">, "startedAt"> {
  const { status = before?.status } = fields;
  if (before?.startedAt !== undefined || status === before?.status) return {};
  if (status === "in_progress") return { startedAt: Date.now() };
  return before?.status === "in_progress" ? { startedAt: beganAt(before) } : {};
}

/** Of a task in progress. */
export const beganAt = ({ startedAt, movedAt, _creationTime }: Doc<"tasks">): number =>
  startedAt ?? movedAt ?? _creationTime;
