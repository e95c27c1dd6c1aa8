import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { BEFORE_ALL, timesOf } from "@convex/shared/unread";
import { usePaginatedQuery, useQueries, useQuery, type UsePaginatedQueryResult } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import type { SavedMessage } from "./message";

/** Those who look at a channel take up new bounds within this time, each at a moment of their own. */
const SPREAD_MS = 2_000;

type Page = FunctionReturnType<typeof api.messages.paginated>;
type Pages = Readonly<Record<string, Page | undefined>>;
/** The messages with `after < commitTs <= upTo`; the newest ones have no end. */
type Part = { after: bigint; upTo?: bigint };

/** Where the newest messages begin, and before them each part, newest first. */
type Bounds = { folded: bigint; parted: readonly bigint[] };

const keyOf = ({ after, upTo }: Part): string => `${after} ${upTo ?? ""}`;

/** The parts between the bounds, newest first. */
function partsOf({ folded, parted }: Bounds): Part[] {
  const starts = [...new Set([folded, ...parted])];
  return starts.map((after, i) => (i === 0 ? { after } : { after, upTo: starts[i - 1]! }));
}

const isSame = (a: Bounds, b: Bounds): boolean =>
  a.folded === b.folded &&
  a.parted.length === b.parted.length &&
  a.parted.every((bound, i) => bound === b.parted[i]);

/** The bounds that are shown, with those that the channel's head tells of. */
function renewed(shown: Bounds | undefined, text: string): Bounds {
  const [folded = BEFORE_ALL, newest = BEFORE_ALL] = timesOf(text);
  return { folded, parted: [newest, ...(shown?.parted ?? []).filter((bound) => bound < newest)] };
}

/** Without the parts before one that is larger than a page: what that leaves out comes with the older pages. */
function withoutCut(bounds: Bounds, pages: Pages): Bounds {
  const cut = partsOf(bounds).find((part) => pages[keyOf(part)]?.isDone === false);
  if (!cut) return bounds;
  const start = pages[keyOf(cut)]?.page.at(-1)?.commitTs ?? cut.upTo ?? cut.after;
  const parted = [...bounds.parted.filter((bound) => bound > start), start];
  return { folded: bounds.folded > start ? bounds.folded : start, parted };
}

/** Where parts begin as the head tells it: the first at once, later ones not at the same moment as all others. */
function useBounds(channelId: Id<"channels">): string | undefined {
  const told = useQuery(api.channels.head, { channelId })?.bounds;
  const [taken, setTaken] = useState(told);
  if (taken === undefined && told !== undefined) setTaken(told);
  const isBehind = taken !== undefined && told !== taken;
  const take = useEffectEvent(() => setTaken(told));
  useEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(take, Math.random() * SPREAD_MS);
    return () => clearTimeout(timer);
  }, [isBehind]);
  return taken ?? told;
}

/** The pages of some parts, by key. */
function usePages(channelId: Id<"channels">, parts: readonly Part[]): Pages {
  const asked = [...new Set(parts.map(keyOf))].join();
  // What goes into the hook must be the same object while nothing is different.
  const queries = useMemo(() => {
    const paginationOpts = { numItems: LIMITS.pageItems, cursor: null };
    const keys = asked === "" ? [] : asked.split(",");
    const argsOf = (key: string) => {
      const [after = "", upTo = ""] = key.split(" ");
      return { channelId, after: BigInt(after), ...(upTo !== "" && { upTo: BigInt(upTo) }), paginationOpts };
    };
    return Object.fromEntries(keys.map((key) => [key, { query: api.messages.paginated, args: argsOf(key) }]));
  }, [channelId, asked]);
  const pages = useQueries(queries) as Record<string, Page | Error | undefined>;
  const failed = Object.values(pages).find((page) => page instanceof Error);
  if (failed) throw failed;
  return pages as Pages;
}

/**
 * The messages of a channel, newest first, in parts that its readers share: one more is sent with the few newest ones,
 * not with a page.
 *
 *   older pages, asked for one by one │ part │ part │ newest
 *
 * Where the newest become a part, what was shown stays until the new parts have come.
 */
export function useParts(
  channelId: Id<"channels">,
  initialNumItems: number,
): Pick<UsePaginatedQueryResult<SavedMessage>, "results" | "status" | "loadMore"> {
  const bounds = useBounds(channelId);
  const [shown, setShown] = useState<Bounds>();
  const wanted = bounds === undefined ? undefined : renewed(shown, bounds);
  // What will be shown, which has parts of its own where one was cut: they are asked for before it is.
  const [whole, setWhole] = useState<Bounds>();
  const asked = [shown, wanted, whole].flatMap((bounds) => (bounds ? partsOf(bounds) : []));
  const pages = usePages(channelId, asked);
  const start = (shown ?? wanted)?.parted.at(-1);
  const hasOlder = start !== undefined && start !== BEFORE_ALL;
  const older = usePaginatedQuery(api.messages.paginated, hasOlder ? { channelId, upTo: start } : "skip", {
    initialNumItems,
  });
  const isThere = (bounds: Bounds) => partsOf(bounds).every((part) => pages[keyOf(part)]);
  const isOlderThere = !hasOlder || older.status !== "LoadingFirstPage";
  const next = wanted && isThere(wanted) ? withoutCut(wanted, pages) : undefined;
  if (next && !(whole && isSame(whole, next))) setWhole(next);
  if (next && isThere(next) && (shown ? !isSame(shown, next) : isOlderThere)) setShown(next);
  if (!shown) return { results: [], status: "LoadingFirstPage", loadMore: older.loadMore };
  const newer = partsOf(shown).flatMap((part) => pages[keyOf(part)]?.page ?? []);
  return {
    results: [...newer, ...(hasOlder ? older.results : [])],
    status: !hasOlder ? "Exhausted" : isOlderThere ? older.status : "LoadingMore",
    loadMore: older.loadMore,
  };
}
