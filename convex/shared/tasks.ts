/** The columns of the board, from left to right. */
export const TASK_STATUSES = ["todo", "in_progress", "done"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Most pressing first. */
export const TASK_CATEGORIES = ["urgent", "important", "routine"] as const;
export type TaskCategory = (typeof TASK_CATEGORIES)[number];

type Placed = { status: TaskStatus; rank: string };

/** The order of the board. Ranks compare by code unit: a locale would put "a0" and "Zz" the other way round. */
export function byStatusThenRank(a: Placed, b: Placed): number {
  const columns = TASK_STATUSES.indexOf(a.status) - TASK_STATUSES.indexOf(b.status);
  if (columns !== 0) return columns;
  return a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0;
}

/** How people call a task: "T-42". */
export function taskLabel(task: { number: number }): string {
  return `T-${task.number}`;
}
