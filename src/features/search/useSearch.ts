import { api } from "@convex/_generated/api";
import { LIMITS } from "@convex/shared/limits";
import { withInstants } from "@convex/shared/search/dates";
import { useMutation, usePaginatedQuery, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useDeferredValue, useEffect, useEffectEvent } from "react";
import { useKept } from "@/platform/useKept";
import { useNow } from "@/platform/useNow";
import { thingOf, type SearchAddress, type ThingTab } from "./address";

export type Result = FunctionReturnType<typeof api.search.all>["page"][number];
export type MessageResult = Extract<Result, { kind: "message" }>;
export type FileResult = Extract<Result, { kind: "file" }>;
export type NoteResult = Extract<Result, { kind: "note" }>;
export type TaskResult = Extract<Result, { kind: "task" }>;
export type Names = FunctionReturnType<typeof api.search.names>;
type Counted = FunctionReturnType<typeof api.search.count>;

/** A search with its dates where the reader is. It stays the same text all day. */
const useWritten = (text: string): string => withInstants(text, new Date(useNow()));

const kindOf = (tab: SearchAddress["tab"]) => {
  const kind = thingOf(tab);
  return kind ? { kind } : {};
};

type Results = {
  results: readonly Result[] | undefined;
  loadMore: (() => void) | undefined;
  /** More is there than is shown, and no button that shows it. */
  isCut: boolean;
};

/**
 * What is found, as far as it is loaded.
 *
 * @param wanted how many were on screen when they were last seen: that many are loaded again
 */
export function useResults({ text, tab, order }: SearchAddress, wanted: number): Results {
  const written = useWritten(text);
  const isAsked = text.trim() !== "" && tab !== "person" && tab !== "channel";
  const asked = { text: written, ...kindOf(tab) };
  const best = useQuery(api.search.best, isAsked && order === "best" ? asked : "skip");
  const newest = usePaginatedQuery(api.search.all, isAsked && order === "newest" ? asked : "skip", {
    initialNumItems: LIMITS.search.page,
  });
  const { status, results } = newest;
  const more = useEffectEvent(() => newest.loadMore(LIMITS.search.page));
  const isShort = status === "CanLoadMore" && results.length < wanted;
  useEffect(() => {
    if (isShort) more();
  }, [isShort, results.length]);
  if (order === "best") return { results: best?.page, loadMore: undefined, isCut: best?.isCut ?? false };
  return {
    results: status === "LoadingFirstPage" ? undefined : results,
    loadMore: status === "CanLoadMore" ? () => newest.loadMore(LIMITS.search.page) : undefined,
    isCut: false,
  };
}

/** The people and channels that are called so; nobody while nothing is asked. */
export function useNames(text: string): Names | undefined {
  return useQuery(api.search.names, text.trim() === "" ? "skip" : { text });
}

/** How many there are of each kind of thing, as far as they are counted. */
export function useCounts(text: string): Record<ThingTab, Counted | undefined> {
  const written = useWritten(text);
  const isAsked = text.trim() !== "";
  const asked = (kind: ThingTab) => (isAsked ? { text: written, kind } : "skip");
  const message = useQuery(api.search.count, asked("message"));
  const task = useQuery(api.search.count, asked("task"));
  const file = useQuery(api.search.count, asked("file"));
  const note = useQuery(api.search.count, asked("note"));
  return { message, task, file, note };
}

const FIRST = 5;
const NOTHING: readonly MessageResult[] = [];

/** The first messages that a text finds while it is typed; none for an empty one. */
export function useFirstMessages(typed: string): readonly MessageResult[] {
  const text = useDeferredValue(typed);
  const written = useWritten(text);
  const isAsked = text.trim().length > 1;
  const answer = useQuery(
    api.messages.search,
    isAsked ? { text: written, paginationOpts: { numItems: FIRST, cursor: null } } : "skip",
  );
  const kept = useKept(answer);
  const page = isAsked ? (kept?.page ?? NOTHING) : NOTHING;
  return page.flatMap((one) => (one.kind === "message" ? [one] : []));
}

export function useSavedSearches() {
  const saved = useQuery(api.search.saved, {});
  const save = useMutation(api.search.save);
  const forget = useMutation(api.search.forget);
  return {
    saved,
    save: (text: string) => save({ text }),
    forget: (text: string) => forget({ text }),
  };
}
