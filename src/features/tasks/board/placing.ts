/** Where a card may go, and between which two it lands. */
import { tagKey } from "@convex/shared/board/facts";
import type { BoardColumn } from "@convex/shared/board/columns";
import type { Task, TaskId } from "../task";
import type { Becoming } from "../filter/grouping";

/** The columns of a board from left to right, with the cards that it shows. */
export type Columns = readonly (BoardColumn & { cards: readonly Task[] })[];
export type Neighbours = { before?: TaskId; after?: TaskId };
/** `to`: the key of a column. `index`: among the other cards of it; and what it becomes in the lane that it comes into. */
export type Move = { task: Task; to: string; index: number } & Becoming;
/** The column without one card: positions are counted among the others. */
export const without = (column: readonly Task[], taskId: string): Task[] =>
  column.filter((task) => task._id !== taskId);

/** The cards directly above (`before`) and below (`after`) position `index` of a column the card is not in. */
export function neighboursAt(others: readonly Task[], index: number): Neighbours {
  const above = others[index - 1];
  const below = others[index];
  return { ...(above && { before: above._id }), ...(below && { after: below._id }) };
}

/** Where a card stands: the place of its column, and its own in that; both -1 where no column shows it. */
function placeOf(columns: Columns, { _id }: Task): [column: number, index: number] {
  const indexes = columns.map(({ cards }) => cards.findIndex((other) => other._id === _id));
  const column = indexes.findIndex((index) => index !== -1);
  return [column, indexes[column] ?? -1];
}

/** Where Alt+Shift+arrow takes a card, or undefined at the edge of the board. */
export function keyMove(columns: Columns, task: Task, key: string): Move | undefined {
  const [at, index] = placeOf(columns, task);
  const column = columns[at];
  if (!column) return undefined;
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (sideways !== undefined) {
    const next = columns[at + sideways];
    return next && { task, to: next.key, index: Math.min(index, next.cards.length) };
  }
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (step === undefined) return undefined;
  const isInside = index + step >= 0 && index + step < column.cards.length;
  return isInside ? { task, to: column.key, index: index + step } : undefined;
}

/** The card an arrow key goes to. */
export function keyFocus(columns: Columns, task: Task, key: string): Task | undefined {
  const [at, index] = placeOf(columns, task);
  if (key === "ArrowUp") return columns[at]?.cards[index - 1];
  if (key === "ArrowDown") return columns[at]?.cards[index + 1];
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
  if (step === 0) return undefined;
  for (let i = at + step; i >= 0 && i < columns.length; i += step) {
    const next = columns[i]!.cards;
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
