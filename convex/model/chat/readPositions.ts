/**
 * How far each member has read each channel: an exact position, never a count that drifts.
 *
 *   messages   m1   m2   m3   m4   m5        lastReadAt = m3._creationTime
 *   read       ──────────────▶               unread: m4, m5, without own and deleted ones
 *
 * All of a person's are one document: who wants one of them, the sidebar or the digest, wants them all. A position comes
 * and goes with its membership: who reads a person's positions need not read their memberships too.
 */
import { omit } from "convex-helpers";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { requireHead } from "./heads";
import type { DbCtx } from "../context";

type Place = { channelId: Id<"channels">; userId: Id<"users"> };
type Positions = Pick<Doc<"readPositions">, "lastReadAt" | "ownTimes">;

/** `ownTimes`: `_creationTime` of the person's own messages after `lastReadAt`. */
export type Position = { channelId: Id<"channels">; lastReadAt: number; ownTimes: number[] };

/** One for each channel the person is in. */
export async function positionsOf(ctx: DbCtx, userId: Id<"users">): Promise<Position[]> {
  const { lastReadAt, ownTimes } = (await find(ctx, userId)) ?? { lastReadAt: {}, ownTimes: undefined };
  return (Object.entries(lastReadAt) as [Id<"channels">, number][]).map(([channelId, at]) => ({
    channelId,
    lastReadAt: at,
    ownTimes: ownTimes?.[channelId] ?? [],
  }));
}

/** Puts the position exactly there, forwards or back. @param own times of the person's own messages after that */
export async function moveTo(
  ctx: MutationCtx,
  { channelId, userId }: Place,
  lastReadAt: number,
  own: number[] = [],
): Promise<void> {
  await place(ctx, await ensure(ctx, userId), channelId, lastReadAt, own);
}

/** Removes the position in a channel; to be called when the membership is removed. */
export async function remove(ctx: MutationCtx, { channelId, userId }: Place): Promise<void> {
  const positions = await ensure(ctx, userId);
  await write(ctx, positions, omit(positions.lastReadAt, [channelId]), channelId, []);
}

/**
 * Marks read up to a message, by default the newest. Never moves back (a second window may be ahead),
 * never beyond the newest (messages to come would be born read).
 */
export async function markRead(ctx: MutationCtx, { channelId, userId }: Place, upTo?: number): Promise<void> {
  const { lastMessageAt } = await requireHead(ctx, channelId);
  const target = Math.min(upTo ?? lastMessageAt, lastMessageAt);
  const positions = await ensure(ctx, userId);
  if (target <= (positions.lastReadAt[channelId] ?? 0)) return;
  const own = positions.ownTimes?.[channelId]?.filter((time) => time > target) ?? [];
  await place(ctx, positions, channelId, target, own);
}

/** Puts the position before a message, so that it and what follows are unread. */
export async function markUnread(
  ctx: MutationCtx,
  message: Doc<"messages">,
  userId: Id<"users">,
): Promise<void> {
  const { channelId } = message;
  const previous = await ctx.db
    .query("messages")
    .withIndex("by_channel", (q) =>
      q.eq("channelId", channelId).eq("threadId", undefined).lt("_creationTime", message._creationTime),
    )
    .order("desc")
    .first();
  const lastReadAt = previous?._creationTime ?? 0;
  const newestFirst = await ctx.db
    .query("messages")
    .withIndex("by_channel", (q) =>
      q.eq("channelId", channelId).eq("threadId", undefined).gt("_creationTime", lastReadAt),
    )
    .order("desc")
    .take(LIMITS.unreadScanned);
  const own = newestFirst.filter(({ authorId }) => authorId === userId);
  const ownTimes = own.slice(0, LIMITS.unreadCounted).map(({ _creationTime }) => _creationTime);
  await moveTo(ctx, { channelId, userId }, lastReadAt, ownTimes);
}

async function place(
  ctx: MutationCtx,
  positions: Doc<"readPositions">,
  channelId: Id<"channels">,
  lastReadAt: number,
  own: number[],
): Promise<void> {
  if (positions.lastReadAt[channelId] === lastReadAt) return;
  const moved = { ...positions.lastReadAt, [channelId]: lastReadAt };
  await write(ctx, positions, newest(moved), channelId, own);
}

async function write(
  ctx: MutationCtx,
  { _id, ownTimes = {} }: Doc<"readPositions">,
  lastReadAt: Positions["lastReadAt"],
  channelId: Id<"channels">,
  own: number[],
): Promise<void> {
  const rest = Object.entries(omit(ownTimes, [channelId])) as [Id<"channels">, number[]][];
  const times = own.length > 0 ? [...rest.slice(1 - LIMITS.channelsWithOwnTimes), [channelId, own]] : rest;
  await ctx.db.patch("readPositions", _id, {
    lastReadAt,
    ownTimes: times.length > 0 ? Object.fromEntries(times) : undefined,
  });
}

/** The channels that were read last, where there are more than there is room for. */
function newest(lastReadAt: Positions["lastReadAt"]): Positions["lastReadAt"] {
  const all = Object.entries(lastReadAt);
  if (all.length <= LIMITS.channelsPerPerson) return lastReadAt;
  return Object.fromEntries(all.sort(([, a], [, b]) => b - a).slice(0, LIMITS.channelsPerPerson));
}

async function find(ctx: DbCtx, userId: Id<"users">): Promise<Doc<"readPositions"> | null> {
  return await ctx.db
    .query("readPositions")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

async function ensure(ctx: MutationCtx, userId: Id<"users">): Promise<Doc<"readPositions">> {
  const found = await find(ctx, userId);
  if (found) return found;
  const id = await ctx.db.insert("readPositions", { userId, lastReadAt: {} });
  return (await ctx.db.get("readPositions", id))!;
}
