import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { useDeferredValue } from "react";

const PAGE = 50;

/** The public channels, open or archived: all by name, or those that fit a text. */
export function useBrowsedChannels(text: string, isArchived: boolean) {
  const wanted = useDeferredValue(text.trim());
  const { results, status, loadMore } = usePaginatedQuery(
    api.channels.browse,
    { isArchived, ...(wanted !== "" && { text: wanted }) },
    { initialNumItems: PAGE },
  );
  return {
    channels: status === "LoadingFirstPage" ? undefined : results,
    loadMore: status === "CanLoadMore" ? () => loadMore(PAGE) : undefined,
  };
}
