/**
 * Where a card stands in its column. Ranks are strings that sort; between any two there is room for
 * another. They are computed here from the column as it is now, never by a client, and count deleted
 * tasks too, so that no rank is ever given twice and a restored task returns to its place. Where ranks grow long, those
 * around are given anew.
 */
import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { TaskStatus } from "../../shared/tasks";
import * as TaskRows from "./taskRows";

export type Place = {
  status: TaskStatus;
  /** The card that will stand directly above, as the mover saw it. */
  before?: Id<"tasks">;
  /** The card that will stand directly below, as the mover saw it. */
  after?: Id<"tasks">;
};

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** The whole part of a rank with so many digits begins with the letter that says so. */
const END_DIGITS = 15;
const END_LETTER = String.fromCharCode("a".charCodeAt(0) + END_DIGITS - 1);
/** Digits of the moment, and of the number of the task. One more is left for what is dropped below the last card. */
const MOMENT_DIGITS = 11;
const NUMBER_DIGITS = 3;

function digitsOf(value: bigint, count: number): string {
  let text = "";
  for (let rest = value; text.length < count; rest /= 62n) text = DIGITS[Number(rest % 62n)]! + text;
  return text;
}

/**
 * A rank at the end of any column, without a look at it: many come there at once. The snapshot grows with every commit,
 * and the task's number tells those apart that began on the same one.
 */
export function rankAtEnd(ctx: MutationCtx, number: number): string {
  const moment = digitsOf(ctx.meta.getSnapshotTs(), MOMENT_DIGITS);
  return `${END_LETTER}${moment}${digitsOf(BigInt(number), NUMBER_DIGITS)}0`;
}

/**
 * A rank for the place. The neighbours may have moved since the mover looked: below `before` if that
 * card is still in the column, else above `after`, else at the end. The moved card itself, still in
 * its old place, does no harm as a neighbour.
 */
export async function rankAt(ctx: MutationCtx, place: Place, number: number): Promise<string> {
  const { status } = place;
  const neighbours = await neighboursOf(ctx, place);
  if (neighbours === null) return rankAtEnd(ctx, number);
  const [above, below] = neighbours;
  const rank = generateKeyBetween(above, below);
  return rank.length <= LONGEST ? rank : await respread(ctx, status, above, below);
}

/** The rank of a task that returns to its column; directly below whoever has got that meanwhile. */
export async function freeRank(
  ctx: MutationCtx,
  { _id, status, rank, number }: Doc<"tasks">,
): Promise<string> {
  const there = await ctx.db
    .query("tasks")
    .withIndex("by_status_and_rank", (q) => q.eq("status", status).eq("rank", rank))
    .first();
  return there && there._id !== _id ? await rankAt(ctx, { status, before: there._id }, number) : rank;
}

/** The ranks directly above and below a place; null at an end of the column, and for a place at the end. */
async function neighboursOf(
  ctx: MutationCtx,
  { status, before, after }: Place,
): Promise<[above: string | null, below: string | null] | null> {
  const above = await rankOf(ctx, status, before);
  if (above) return [above, await rankNextTo(ctx, status, "below", above)];
  const below = await rankOf(ctx, status, after);
  if (below) return [await rankNextTo(ctx, status, "above", below), below];
  return null;
}

/** Between the same two cards a rank grows by a character for every six moves: beyond this it is too long. */
const LONGEST = 32;
/**
 * How many cards on each side are given new ranks: the first that makes them short enough, or the last. Of cards of the
 * greatest size more do not fit in a transaction.
 */
const SPREADS = [16, 40] as const;

/**
 * Gives the cards around a place shorter ranks in the same order, and answers the one for the place. It comes once in a
 * few hundred moves between the same two cards.
 */
async function respread(
  ctx: MutationCtx,
  status: TaskStatus,
  above: string | null,
  below: string | null,
): Promise<string> {
  for (const count of SPREADS) {
    const higher = above === null ? [] : (await cardsFrom(ctx, status, "above", above, count + 1)).reverse();
    const lower = below === null ? [] : await cardsFrom(ctx, status, "below", below, count + 1);
    const low = higher.length > count ? higher.shift()!.rank : null;
    const high = lower.length > count ? lower.pop()!.rank : null;
    const ranks = generateNKeysBetween(low, high, higher.length + 1 + lower.length);
    const isShort = ranks.every(({ length }) => length <= LONGEST / 2);
    if (!isShort && count !== SPREADS.at(-1)) continue;
    const [own] = ranks.splice(higher.length, 1);
    for (const [i, task] of [...higher, ...lower].entries())
      await TaskRows.patch({ ...ctx, user: undefined }, task, { rank: ranks[i]! });
    return own!;
  }
  throw new Error("No spread was wide enough.");
}

/** The cards from one on, that one first. */
async function cardsFrom(
  ctx: MutationCtx,
  status: TaskStatus,
  side: "above" | "below",
  rank: string,
  count: number,
): Promise<Doc<"tasks">[]> {
  return await ctx.db
    .query("tasks")
    .withIndex("by_status_and_rank", (q) => {
      const column = q.eq("status", status);
      return side === "below" ? column.gte("rank", rank) : column.lte("rank", rank);
    })
    .order(side === "below" ? "asc" : "desc")
    .take(count);
}

/** Not through the door of tasks: nothing of the neighbour but its place is used. */
async function rankOf(ctx: MutationCtx, status: TaskStatus, id?: Id<"tasks">): Promise<string | null> {
  const task = id ? await ctx.db.get("tasks", id) : null;
  return task?.status === status ? task.rank : null;
}

async function rankNextTo(ctx: MutationCtx, status: TaskStatus, side: "above" | "below", rank: string) {
  const next = await ctx.db
    .query("tasks")
    .withIndex("by_status_and_rank", (q) => {
      const column = q.eq("status", status);
      return side === "below" ? column.gt("rank", rank) : column.lt("rank", rank);
    })
    .order(side === "below" ? "asc" : "desc")
    .first();
  return next?.rank ?? null;
}
