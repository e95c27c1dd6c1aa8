/** Where a card may go, and between which two it lands. */
import { tagKey } from "@convex/shared/board/facts";
import { taskLabel } from "@convex/shared/tasks";
import { fold } from "@/lib/text";
import { STATUSES, type Task, type TaskId, type TaskPriority, type TaskStatus } from "../task";

export type Columns = Record<TaskStatus, readonly Task[]>;
export type Neighbours = { before?: TaskId; after?: TaskId };
export type Move = { task: Task; status: TaskStatus; index: number };
export type Filter = {
  text: string;
  assigneeId: string | undefined;
  tag: string | undefined;
  /** "none": those without one. */
  priority: TaskPriority | "none" | undefined;
};

export const NO_FILTER: Filter = { text: "", assigneeId: undefined, tag: undefined, priority: undefined };

/** The column without one card: positions are counted among the others. */
export const without = (column: readonly Task[], taskId: string): Task[] =>
  column.filter((task) => task._id !== taskId);

/** The cards directly above (`before`) and below (`after`) position `index` of a column the card is not in. */
export function neighboursAt(others: readonly Task[], index: number): Neighbours {
  const above = others[index - 1];
  const below = others[index];
  return { ...(above && { before: above._id }), ...(below && { after: below._id }) };
}

export function hasFilter(filter: Filter): boolean {
  const { text, assigneeId, tag, priority } = filter;
  return text.trim() !== "" || assigneeId !== undefined || tag !== undefined || priority !== undefined;
}

export function filterTasks(tasks: readonly Task[], filter: Filter): readonly Task[] {
  if (!hasFilter(filter)) return tasks;
  const wanted = fold(filter.text.trim());
  return tasks.filter(
    (task) =>
      (filter.assigneeId === undefined || (task.assigneeId ?? "nobody") === filter.assigneeId) &&
      (filter.priority === undefined || (task.priority ?? "none") === filter.priority) &&
      (filter.tag === undefined || task.tags.some((tag) => tagKey(tag) === tagKey(filter.tag!))) &&
      (wanted === "" || fold(`${taskLabel(task)} ${task.title} ${task.tags.join(" ")}`).includes(wanted)),
  );
}

/** Where Alt+Shift+arrow takes a card, or undefined at the edge of the board. */
export function keyMove(columns: Columns, task: Task, key: string): Move | undefined {
  const index = columns[task.status].findIndex((other) => other._id === task._id);
  const column = STATUSES.indexOf(task.status);
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (sideways !== undefined) {
    const status = STATUSES[column + sideways];
    return status && { task, status, index: Math.min(index, columns[status].length) };
  }
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (step === undefined) return undefined;
  const isInside = index + step >= 0 && index + step < columns[task.status].length;
  return isInside ? { task, status: task.status, index: index + step } : undefined;
}

/** The card an arrow key goes to. */
export function keyFocus(columns: Columns, task: Task, key: string): Task | undefined {
  const column = columns[task.status];
  const index = column.findIndex((other) => other._id === task._id);
  if (key === "ArrowUp") return column[index - 1];
  if (key === "ArrowDown") return column[index + 1];
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
  if (step === 0) return undefined;
  for (let i = STATUSES.indexOf(task.status) + step; i >= 0 && i < STATUSES.length; i += step) {
    const next = columns[STATUSES[i] ?? "todo"];
    if (next.length > 0) return next[Math.min(index, next.length - 1)];
  }
  return undefined;
}

/** Labels and every other tag in use, each once, by name. */
export function tagsOf(tasks: readonly Task[], labels: readonly string[] = []): string[] {
  const names = [...labels, ...tasks.flatMap((task) => task.tags)];
  const byKey = new Map(names.toReversed().map((name) => [tagKey(name), name]));
  return [...byKey.values()].toSorted((a, b) => a.localeCompare(b));
}
