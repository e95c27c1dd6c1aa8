/** The columns of a board: one for each status, and those that a channel has added beside them. */
import { TASK_STATUSES, type TaskStatus } from "../tasks";
import type { LabelColour } from "./facts";

/** What happens to a card to which nothing has happened for so many days. */
export type QuietRule = { days: number; to: string };

/** Where a quiet card may go apart from another column: off the board, once it is done. */
export const TO_ARCHIVE = "archive";

/** A column of a channel's board. The first one of a status has the status as its key, and cannot be removed. */
export type BoardColumn = {
  key: string;
  status: TaskStatus;
  /** Absent: what the status is called. */
  name?: string | undefined;
  colour?: LabelColour | undefined;
  /** How many cards it holds at most. */
  limit?: number | undefined;
  rule?: QuietRule | undefined;
  /** It is being removed: its cards are on their way to the first column of its status. */
  isEnding?: boolean | undefined;
};

/** Of every board that nobody has changed. */
export const PLAIN_COLUMNS: readonly BoardColumn[] = [
  { key: "todo", status: "todo" },
  { key: "in_progress", status: "in_progress" },
  { key: "done", status: "done" },
];

/** The key of the column in which a task stands on its channel's board. */
export function columnKeyOf({ column, status }: { column?: string | undefined; status: TaskStatus }): string {
  return column ?? status;
}

/** Columns in the order of their statuses; those of one status in the order given. */
export function inOrder<T extends Pick<BoardColumn, "status">>(columns: readonly T[]): T[] {
  return TASK_STATUSES.flatMap((status) => columns.filter((column) => column.status === status));
}
