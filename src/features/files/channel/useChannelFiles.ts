import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { FileKind } from "@convex/shared/files";
import { usePaginatedQuery } from "convex/react";
import { useEffect, useEffectEvent } from "react";
import type { Place } from "./folder";

const PAGE_SIZE = 50;
/** Fewer than this on screen and the list asks for more by itself: a filter leaves pages short. */
const ENOUGH = 20;

export type FileFilter = { kind?: FileKind; uploaderId?: Id<"users">; name?: string };

type Paginated<T> = {
  results: T[];
  status: "LoadingFirstPage" | "CanLoadMore" | "LoadingMore" | "Exhausted";
  loadMore: (count: number) => void;
};

/** A list that grows until it fills the screen, and then as it is asked to. */
function useFilled<T>({ results, status, loadMore }: Paginated<T>, isAsked = true) {
  const isShort = status === "CanLoadMore" && results.length < ENOUGH;
  const fillUp = useEffectEvent(() => loadMore(PAGE_SIZE));
  useEffect(() => {
    if (isShort) fillUp();
  }, [isShort, results.length]);
  return {
    results,
    isLoading: isAsked && (status === "LoadingFirstPage" || (results.length === 0 && status !== "Exhausted")),
    more: status === "CanLoadMore" ? () => loadMore(PAGE_SIZE) : undefined,
  };
}

/** In one folder, or in none; a filter looks through all of them. */
const placeOf = (filter: FileFilter, place: Place) =>
  Object.keys(filter).length > 0 ? {} : { folderId: place ?? null };

/** The files of a channel, newest first. */
export function useChannelFiles(channelId: Id<"channels">, filter: FileFilter, place: Place) {
  return useFilled(
    usePaginatedQuery(
      api.files.list,
      { channelId, ...filter, ...placeOf(filter, place) },
      { initialNumItems: PAGE_SIZE },
    ),
  );
}

/** The notes of a channel, newest first: they are documents. */
export function useChannelNotes(channelId: Id<"channels">, filter: FileFilter, place: Place) {
  const { kind, uploaderId, name } = filter;
  const isAsked = kind === undefined || kind === "document";
  const args = {
    channelId,
    ...(uploaderId && { authorId: uploaderId }),
    ...(name && { title: name }),
    ...placeOf(filter, place),
  };
  return useFilled(
    usePaginatedQuery(api.filing.notes.list, isAsked ? args : "skip", { initialNumItems: PAGE_SIZE }),
    isAsked,
  );
}
