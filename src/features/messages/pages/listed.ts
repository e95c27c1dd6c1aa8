import type { UsePaginatedQueryResult } from "convex/react";
import type { SavedMessage } from "../message";

/** So many are asked for at a time. */
export const PAGE_SIZE = 50;

type Pages = Pick<UsePaginatedQueryResult<SavedMessage>, "results" | "status" | "loadMore">;

/** The messages of a channel or a thread as far as they are loaded, newest first; `status` and `loadMore` speak of older ones. */
export type Listed = Pages & {
  /** Asks for newer ones; absent where the newest is loaded. */
  loadNewer?: (count: number) => void;
};

/**
 * What is on both sides of a place.
 *
 * @param newer  pages with the oldest first
 * @param newest  what follows the last of them
 */
export function joined(older: Pages, newer: Pages, newest: readonly SavedMessage[] = []): Listed {
  const isLoading = older.status === "LoadingFirstPage" || newer.status === "LoadingFirstPage";
  if (isLoading) return { results: [], status: "LoadingFirstPage", loadMore: older.loadMore };
  const isWhole = newer.status === "Exhausted";
  return {
    results: [...(isWhole ? newest : []), ...newer.results.toReversed(), ...older.results],
    status: older.status,
    loadMore: older.loadMore,
    ...(!isWhole && { loadNewer: newer.loadMore }),
  };
}
