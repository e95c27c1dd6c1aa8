import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { BEFORE_ALL } from "@convex/shared/unread";
import { usePaginatedQuery } from "convex/react";
import { useState } from "react";
import { joined, type Listed } from "./listed";
import { isSame, keyOf, partsOf, renewed, tailOf, withoutCut, type Starts } from "./parts";
import { usePages } from "./usePages";
import { useTail, useTaking } from "./useTail";

/** The parts of a channel as they are shown: where the newest begin later, what was shown stays until the new parts have come. */
function useShown(channelId: Id<"channels">) {
  const [tail, setTail] = useTail(channelId);
  const [shown, setShown] = useState<Starts>();
  const wanted = tail === undefined ? undefined : renewed(shown, tail);
  // What will be shown, which has parts of its own where one was cut: they are asked for before it is.
  const [whole, setWhole] = useState<Starts>();
  const asked = [shown, wanted, whole].flatMap((starts) => (starts ? partsOf(starts) : []));
  const { pages, toShow } = usePages(channelId, asked);
  const newestPage = shown && pages[keyOf({ after: shown[0] })];
  const later = newestPage && tailOf(newestPage);
  useTaking(later !== undefined && tail !== undefined && later > tail ? later : undefined, setTail);
  const isThere = (starts: Starts) => partsOf(starts).every((part) => pages[keyOf(part)]);
  const next = wanted && isThere(wanted) ? withoutCut(wanted, pages) : undefined;
  if (next && !(whole && isSame(whole, next))) setWhole(next);
  return {
    shown,
    /** Where the parts begin; undefined while that is not known. */
    start: (shown ?? wanted)?.at(-1),
    newest: shown && partsOf(shown).flatMap((part) => toShow[keyOf(part)]?.page ?? []),
    /** Shows the newest parts that are there; the first of them only together with what comes before. */
    renew: (isOlderThere: boolean) => {
      if (next && isThere(next) && (shown ? !isSame(shown, next) : isOlderThere)) setShown(next);
    },
  };
}

/**
 * The messages of a channel, newest first, in parts that its readers share: one more is sent with the few newest ones,
 * not with a page. Where the newest begin follows from them, so that nobody has to be told.
 *
 *   older pages, asked for one by one │ part │ part │ newest
 *
 * At a place further back, pages lead from there in both directions, and the newer ones to the parts.
 *
 *   older pages │ newer pages, as far as they were asked for ┆ part │ part │ newest
 */
export function useParts(channelId: Id<"channels">, initialNumItems: number, at?: bigint): Listed {
  const { shown, start, newest, renew } = useShown(channelId);
  const hasOlder = start !== undefined && start !== BEFORE_ALL;
  const isBack = hasOlder && at !== undefined && at < start;
  const older = usePaginatedQuery(
    api.messages.paginated,
    hasOlder ? { channelId, upTo: isBack ? at : start } : "skip",
    { initialNumItems },
  );
  const newer = usePaginatedQuery(
    api.messages.paginated,
    isBack ? { channelId, after: at, upTo: start, order: "asc" as const } : "skip",
    { initialNumItems },
  );
  const isOlderThere = !hasOlder || older.status !== "LoadingFirstPage";
  renew(isOlderThere);
  if (!shown || !newest) return { results: [], status: "LoadingFirstPage", loadMore: older.loadMore };
  if (isBack) return joined(older, newer, newest);
  return {
    results: [...newest, ...(hasOlder ? older.results : [])],
    status: !hasOlder ? "Exhausted" : isOlderThere ? older.status : "LoadingMore",
    loadMore: older.loadMore,
  };
}
