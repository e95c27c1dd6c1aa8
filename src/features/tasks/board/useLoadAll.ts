import { useEffect } from "react";
import type { BoardColumns } from "../columns/column";

/** A filter and lanes look through all cards, so they load those that are not there yet. */
export function useLoadAll(columns: BoardColumns, isWanted: boolean) {
  useEffect(() => {
    if (!isWanted) return;
    for (const { hasMore, isLoading, loadMore } of columns) if (hasMore && !isLoading) loadMore();
  }, [columns, isWanted]);
}
