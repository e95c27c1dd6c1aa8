/** Where the newest messages of a channel begin, and before them each stretch that the window has. */
import type { api } from "@convex/_generated/api";
import { closesPart, tailIn } from "@convex/shared/chat/tails";
import { LIMITS } from "@convex/shared/limits";
import type { FunctionReturnType } from "convex/server";

type Newest = FunctionReturnType<typeof api.messages.newest>;
export type Page = Pick<Newest, "page" | "isDone"> & Partial<Newest>;
export type Pages = Readonly<Record<string, Page | undefined>>;
/** The messages with `after < commitTs <= upTo`; the newest ones have no end. */
export type Part = { after: bigint; upTo?: bigint };

/** The times after which the newest messages come, and after which each stretch before them does, newest first. */
export type Starts = readonly [bigint, ...bigint[]];

/** Stretches that become one part, at most: some eight messages each, and a part is a page. */
const JOINED = LIMITS.pageItems / 12;

export const keyOf = ({ after, upTo }: Part): string => `${after} ${upTo ?? ""}`;

/** The parts between the starts, newest first. */
export const partsOf = (starts: Starts): Part[] =>
  starts.map((after, i) => (i === 0 ? { after } : { after, upTo: starts[i - 1]! }));

export const isSame = (a: Starts, b: Starts): boolean =>
  a.length === b.length && a.every((start, i) => start === b[i]);

/** Where the newest begin by what has come of them: readers of the same messages say the same. */
export function tailOf({ page, isCrowd = false }: Page): bigint | undefined {
  const shown = page.filter(({ deletedAt }) => deletedAt === undefined);
  return tailIn(shown.map(({ commitTs }) => commitTs).toReversed(), { isCrowd }).tailTs;
}

/** The starts that are shown, where the newest begin later by now. What lies since the last whole part may become one. */
export function renewed(shown: Starts | undefined, tail: bigint): Starts {
  const before = shown?.filter((start) => start < tail) ?? [];
  const last = before.findIndex((start, i) => closesPart(start) || i === before.length - 1);
  return [tail, ...(closesPart(tail) && last <= JOINED ? before.slice(Math.max(0, last)) : before)];
}

/** Without the parts before one that is larger than a page: what that leaves out comes with the older pages. */
export function withoutCut(starts: Starts, pages: Pages): Starts {
  const cut = partsOf(starts).find((part) => pages[keyOf(part)]?.isDone === false);
  if (!cut) return starts;
  const start = pages[keyOf(cut)]?.page.at(-1)?.commitTs ?? cut.upTo ?? cut.after;
  const [first, ...others] = [...starts.filter((bound) => bound > start), start];
  return [first, ...others];
}
