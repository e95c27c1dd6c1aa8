import type { BoardColumn } from "@convex/shared/board/columns";
import { texts } from "@/texts";
import type { Task } from "../task";

/** A part of a column: all of an open one begins with its first cards, a finished one ends with its last. */
export type Column = BoardColumn & {
  cards: readonly Task[];
  /** All cards of the column, loaded or not. */
  total: number;
  hasMore: boolean;
  isLoading: boolean;
  loadMore: () => void;
};

/** In the order of the board. */
export type BoardColumns = readonly Column[];

export function columnTitle({ name, status }: Pick<BoardColumn, "name" | "status">): string {
  return name ?? texts.tasks.statuses[status];
}

/** Whether no card more may come into it. */
export const isFull = ({ limit, total }: Column): boolean => limit !== undefined && total >= limit;
