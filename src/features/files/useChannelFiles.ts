import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { FileKind } from "@convex/shared/files";
import { usePaginatedQuery, useQueries, type RequestForQueries } from "convex/react";
import { useEffect, useEffectEvent, useMemo } from "react";
import type { FileInfo } from "./file";

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

/** One file; undefined while it loads, null where it is deleted or not for the reader. */
export function useFile(fileId: string | undefined): FileInfo | null | undefined {
  const queries = useMemo(
    (): RequestForQueries => (fileId ? { file: { query: api.files.get, args: { fileId } } } : {}),
    [fileId],
  );
  const { file } = useQueries(queries) as { file?: FileInfo | Error };
  return file instanceof Error ? null : file;
}
