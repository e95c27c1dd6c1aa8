import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { FileKind } from "@convex/shared/files";
import { usePaginatedQuery } from "convex/react";
import { useEffect, useEffectEvent } from "react";

const PAGE_SIZE = 50;
/** Fewer than this on screen and the list asks for more by itself: a filter leaves pages short. */
const ENOUGH = 20;

export type FileFilter = { kind?: FileKind; uploaderId?: Id<"users">; name?: string };

/** The files of a channel, newest first. */
export function useChannelFiles(channelId: Id<"channels">, filter: FileFilter) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.files.list,
    { channelId, ...filter },
    { initialNumItems: PAGE_SIZE },
  );
  const isShort = status === "CanLoadMore" && results.length < ENOUGH;
  const fillUp = useEffectEvent(() => loadMore(PAGE_SIZE));
  useEffect(() => {
    if (isShort) fillUp();
  }, [isShort, results.length]);
  return {
    files: results,
    isLoading: status === "LoadingFirstPage" || (results.length === 0 && status !== "Exhausted"),
    more: status === "CanLoadMore" ? () => loadMore(PAGE_SIZE) : undefined,
  };
}
