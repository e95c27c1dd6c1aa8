/**
 * How far each member has read each channel: an exact position, never a count that drifts.
 *
 *   messages   m1   m2   m3   m4   m5        lastReadTs = m3.commitTs
 *   read       ──────────────▶               unread: m4, m5, without own and deleted ones
 *
 * A message's place is its commit, so what is committed after a mark is after it too, whenever it began. A position comes and
 * goes with its membership: who reads a person's positions need not read their memberships too.
 */
import type { CommitTsPlaceholder } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { MIB, takeWithin } from "../batches";
import { settledTs } from "../commitTs";
import type { DbCtx } from "../context";
import * as Notices from "../notices/notices";

type Place = { channelId: Id<"channels">; userId: Id<"users"> };

/** `ownTimes`: `commitTs` of the person's own messages after `lastReadTs`. */
export type Position = { channelId: Id<"channels">; lastReadTs: bigint; ownTimes: bigint[] };

async function find(ctx: DbCtx, { channelId, userId }: Place): Promise<Doc<"readPositions"> | null> {
  return await ctx.db
    .query("readPositions")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId).eq("channelId", channelId))
    .unique();
}

function toPosition({ channelId, lastReadTs, ownTimes = [] }: Doc<"readPositions">): Position {
  return { channelId, lastReadTs: settledTs(lastReadTs), ownTimes };
}

/** Null where the person is no member. */
export async function positionIn(ctx: DbCtx, place: Place): Promise<Position | null> {
  const row = await find(ctx, place);
  return row && toPosition(row);
}

/** One for each channel the person is in. */
export async function positionsOf(ctx: DbCtx, userId: Id<"users">): Promise<Position[]> {
  const rows = await ctx.db
    .query("readPositions")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId))
    .take(LIMITS.channelsPerPerson);
  return rows.map(toPosition);
}

/** Puts the position exactly there, forwards or back. @param ownTimes of the person's own messages after that */
async function moveTo(
  ctx: MutationCtx,
  place: Place,
  lastReadTs: bigint | CommitTsPlaceholder,
  ownTimes?: bigint[],
): Promise<void> {
  const row = await find(ctx, place);
  if (row) await ctx.db.patch("readPositions", row._id, { lastReadTs, ownTimes });
  else await ctx.db.insert("readPositions", { ...place, lastReadTs, ownTimes });
}

/** Everything up to this commit is read: who joins begins so, and who posts has read. */
export async function moveToEnd(ctx: MutationCtx, place: Place): Promise<void> {
  await moveTo(ctx, place, ctx.db.vars.commitTs);
}

/** Up to a commit that is there. */
export async function moveForward(ctx: MutationCtx, place: Place, upTo: bigint): Promise<void> {
  await moveTo(ctx, place, upTo);
}

/** Puts the position back where it was, if nobody has moved it since. */
export async function moveBack(
  ctx: MutationCtx,
  place: Place,
  { lastReadTs, ownTimes, movedTo }: Pick<Position, "lastReadTs" | "ownTimes"> & { movedTo: bigint },
): Promise<void> {
  const row = await find(ctx, place);
  if (row?.lastReadTs !== movedTo || lastReadTs >= movedTo) return;
  await moveTo(
    ctx,
    place,
    lastReadTs,
    ownTimes.length > 0 ? ownTimes.slice(0, LIMITS.unreadCounted) : undefined,
  );
}

/** Removes the position in a channel; to be called when the membership is removed. */
export async function remove(ctx: MutationCtx, place: Place): Promise<void> {
  const row = await find(ctx, place);
  if (row) await ctx.db.delete("readPositions", row._id);
}

/**
 * Marks read up to a message, by default everything there is. Never moves back (a second window may be ahead), never
 * beyond what is there (messages to come would be born read).
 */
export async function markRead(ctx: MutationCtx, place: Place, upTo?: bigint): Promise<void> {
  const now = ctx.meta.getSnapshotTs();
  const target = upTo === undefined || upTo > now ? now : upTo;
  const row = await find(ctx, place);
  if (row && target <= settledTs(row.lastReadTs)) return;
  await Notices.settle(ctx, place.userId, { channelId: place.channelId }, target);
  const own = row?.ownTimes?.filter((ts) => ts > target) ?? [];
  await moveTo(ctx, place, target, own.length > 0 ? own : undefined);
}

/** Of messages that are looked at for the person's own ones: some dozens of the greatest size. */
const SCANNED_BYTES = 4 * MIB;

/** Puts the position before a message, so that it and what follows are unread. */
export async function markUnread(
  ctx: MutationCtx,
  message: Doc<"messages">,
  userId: Id<"users">,
): Promise<void> {
  const { channelId } = message;
  const at = settledTs(message.commitTs);
  const inChannel = ctx.db.query("messages");
  const previous = await inChannel
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q.eq("channelId", channelId).eq("threadId", undefined).lt("commitTs", at),
    )
    .order("desc")
    .first();
  const newestFirst = ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q
        .eq("channelId", channelId)
        .eq("threadId", undefined)
        .gte("commitTs", at)
        .lte("commitTs", ctx.meta.getSnapshotTs()),
    )
    .order("desc");
  const { rows } = await takeWithin(newestFirst, { rows: LIMITS.unreadScanned, bytes: SCANNED_BYTES });
  const own = rows.filter(({ authorId }) => authorId === userId);
  const ownTimes = own.slice(0, LIMITS.unreadCounted).map(({ commitTs }) => settledTs(commitTs));
  const lastReadTs = previous ? settledTs(previous.commitTs) : 0n;
  await Notices.unsettle(ctx, userId, { channelId }, lastReadTs);
  await moveTo(ctx, { channelId, userId }, lastReadTs, ownTimes.length > 0 ? ownTimes : undefined);
}
