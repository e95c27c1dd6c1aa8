import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { usePaginatedQuery } from "convex-helpers/react";
import { useQuery } from "convex/react";
import type { Task, TaskStatus } from "./task";

const FIRST = 50;
const MORE = 100;

/** A part of a column: all of an open one begins with its first cards, a finished one ends with its last. */
export type Column = {
  cards: readonly Task[];
  /** All cards of the column, loaded or not. */
  total: number;
  hasMore: boolean;
  isLoading: boolean;
  loadMore: () => void;
};

export type BoardColumns = Record<TaskStatus, Column>;

/** The columns of a channel's board, or of the workspace's; undefined until the first cards have come. */
export function useBoard(channelId: Id<"channels"> | undefined): BoardColumns | undefined {
  const place = channelId ? { channelId } : {};
  const counts = useQuery(api.tasks.counts, place);
  const todo = useColumn(place, "todo");
  const inProgress = useColumn(place, "in_progress");
  const done = useColumn(place, "done");
  if (!counts || !todo || !inProgress || !done) return undefined;
  const column = (status: TaskStatus, part: Omit<Column, "total">) => ({
    ...part,
    // A card that is only on its way is counted before the server counts it.
    total: part.hasMore ? Math.max(counts[status], part.cards.length) : part.cards.length,
  });
  return {
    todo: column("todo", todo),
    in_progress: column("in_progress", inProgress),
    done: column("done", done),
  };
}

function useColumn(
  place: { channelId?: Id<"channels"> },
  status: TaskStatus,
): Omit<Column, "total"> | undefined {
  const order = status === "done" ? ("desc" as const) : ("asc" as const);
  const {
    results,
    status: state,
    loadMore,
  } = usePaginatedQuery(api.tasks.column, { ...place, status, order }, { initialNumItems: FIRST });
  if (state === "LoadingFirstPage") return undefined;
  return {
    cards: order === "desc" ? results.toReversed() : results,
    hasMore: state !== "Exhausted",
    isLoading: state === "LoadingMore",
    loadMore: () => loadMore(MORE),
  };
}
