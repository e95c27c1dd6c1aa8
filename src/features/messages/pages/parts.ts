/** Where the newest messages of a channel begin, and before them each part. */
import type { api } from "@convex/_generated/api";
import { BEFORE_ALL, timesOf } from "@convex/shared/unread";
import type { FunctionReturnType } from "convex/server";

export type Page = FunctionReturnType<typeof api.messages.paginated>;
export type Pages = Readonly<Record<string, Page | undefined>>;
/** The messages with `after < commitTs <= upTo`; the newest ones have no end. */
export type Part = { after: bigint; upTo?: bigint };

/** Where the newest messages begin, and before them each part, newest first. */
export type Bounds = { folded: bigint; parted: readonly bigint[] };

export const keyOf = ({ after, upTo }: Part): string => `${after} ${upTo ?? ""}`;

/** The parts between the bounds, newest first. */
export function partsOf({ folded, parted }: Bounds): Part[] {
  const starts = [...new Set([folded, ...parted])];
  return starts.map((after, i) => (i === 0 ? { after } : { after, upTo: starts[i - 1]! }));
}

export const isSame = (a: Bounds, b: Bounds): boolean =>
  a.folded === b.folded &&
  a.parted.length === b.parted.length &&
  a.parted.every((bound, i) => bound === b.parted[i]);

/** The bounds that are shown, with those that the channel's head tells of. */
export function renewed(shown: Bounds | undefined, text: string): Bounds {
  const [folded = BEFORE_ALL, newest = BEFORE_ALL] = timesOf(text);
  return { folded, parted: [newest, ...(shown?.parted ?? []).filter((bound) => bound < newest)] };
}

/** Without the parts before one that is larger than a page: what that leaves out comes with the older pages. */
export function withoutCut(bounds: Bounds, pages: Pages): Bounds {
  const cut = partsOf(bounds).find((part) => pages[keyOf(part)]?.isDone === false);
  if (!cut) return bounds;
  const start = pages[keyOf(cut)]?.page.at(-1)?.commitTs ?? cut.upTo ?? cut.after;
  const parted = [...bounds.parted.filter((bound) => bound > start), start];
  return { folded: bounds.folded > start ? bounds.folded : start, parted };
}
