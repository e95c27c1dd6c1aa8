/**
 * Who follows which thread, and how far they have read it.
 *
 *   posts, is named ──▶ follows ──unfollow──▶ remembered, with its position ──follow, reply──▶ follows
 *
 * Whoever begins to follow has read what was said before, but not what they are told of. A follow goes with the membership
 * of its channel.
 */
import type { CommitTsPlaceholder } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { FollowReason } from "../../shared/notices";
import type { Level } from "../../shared/ringing/levels";
import { settledTs } from "../commitTs";
import type { DbCtx } from "../context";

type Follow = Doc<"threadFollows">;
export type Thread = { channelId: Id<"channels">; threadId: Id<"messages"> };

export async function find(
  ctx: DbCtx,
  userId: Id<"users">,
  threadId: Id<"messages">,
): Promise<Follow | null> {
  return await ctx.db
    .query("threadFollows")
    .withIndex("by_userId_and_threadId", (q) => q.eq("userId", userId).eq("threadId", threadId))
    .unique();
}

/** Up to where a person has read a thread; undefined for one that they do not know. */
export async function positionIn(
  ctx: DbCtx,
  userId: Id<"users">,
  threadId: Id<"messages">,
): Promise<bigint | undefined> {
  const follow = await find(ctx, userId, threadId);
  return follow ? settledTs(follow.lastReadTs) : undefined;
}

/** Tells whether a reply is after a person's position; each thread is asked for once. One they do not know has nothing to read. */
export function behindOf(ctx: DbCtx, userId: Id<"users">) {
  const known = new Map<Id<"messages">, Promise<bigint | undefined>>();
  return async (threadId: Id<"messages">, commitTs: bigint | CommitTsPlaceholder): Promise<boolean> => {
    const asked = known.get(threadId) ?? positionIn(ctx, userId, threadId);
    known.set(threadId, asked);
    const readTs = await asked;
    return readTs !== undefined && settledTs(commitTs) > readTs;
  };
}

/** Who replies follows, also after they had stopped, and has read the thread. */
export async function replied(
  ctx: MutationCtx,
  userId: Id<"users">,
  thread: Thread,
  reason: FollowReason,
): Promise<void> {
  const lastReadTs = ctx.db.vars.commitTs;
  const row = await find(ctx, userId, thread.threadId);
  if (row) await ctx.db.patch("threadFollows", row._id, { lastReadTs, isFollowing: true, reason });
  else await insert(ctx, userId, thread, { lastReadTs, reason });
}

async function insert(
  ctx: MutationCtx,
  userId: Id<"users">,
  { channelId, threadId }: Thread,
  { lastReadTs, reason }: { lastReadTs: bigint | CommitTsPlaceholder; reason: FollowReason },
): Promise<void> {
  await ctx.db.insert("threadFollows", {
    userId,
    threadId,
    channelId,
    lastReadTs,
    isFollowing: true,
    reason,
  });
}

/** Who is told of a reply for the first time follows from there on. Who has stopped to follow stays so. */
export async function begin(
  ctx: MutationCtx,
  userId: Id<"users">,
  thread: Thread,
  { reason, readTs }: { reason: FollowReason; readTs: bigint },
): Promise<void> {
  if (await find(ctx, userId, thread.threadId)) return;
  await insert(ctx, userId, thread, { lastReadTs: readTs, reason });
}

/** The person's own choice. Whoever follows again has read what was said meanwhile. */
export async function choose(
  ctx: MutationCtx,
  userId: Id<"users">,
  thread: Thread,
  isFollowing: boolean,
): Promise<void> {
  const row = await find(ctx, userId, thread.threadId);
  const lastReadTs = ctx.meta.getSnapshotTs();
  if (!row) {
    if (isFollowing) await insert(ctx, userId, thread, { lastReadTs, reason: "choice" });
  } else if (row.isFollowing !== isFollowing)
    await ctx.db.patch("threadFollows", row._id, {
      isFollowing,
      ...(isFollowing && { reason: "choice" as const, lastReadTs }),
    });
}

/**
 * Of what the person is rung in the thread; null: of what the channel's level says. Whoever wants to hear of every reply
 * follows; the other levels change nothing of that.
 */
export async function setLevel(
  ctx: MutationCtx,
  userId: Id<"users">,
  thread: Thread,
  level: Level | null,
): Promise<void> {
  if (level === "everything") await choose(ctx, userId, thread, true);
  const row = await find(ctx, userId, thread.threadId);
  const chosen = { level: level ?? undefined, leveledAt: Date.now() };
  if (row) await ctx.db.patch("threadFollows", row._id, chosen);
  else if (level !== null)
    await ctx.db.insert("threadFollows", {
      userId,
      ...thread,
      ...chosen,
      lastReadTs: ctx.meta.getSnapshotTs(),
      isFollowing: false,
      reason: "choice",
    });
}

/** Moves the position forwards, never beyond what is there. False where it is there already. */
export async function moveOn(
  ctx: MutationCtx,
  userId: Id<"users">,
  threadId: Id<"messages">,
  upTo: bigint,
): Promise<boolean> {
  const row = await find(ctx, userId, threadId);
  if (!row || upTo <= settledTs(row.lastReadTs)) return false;
  await ctx.db.patch("threadFollows", row._id, { lastReadTs: upTo });
  return true;
}

/** Puts the position back where it was, if nobody has moved it since. */
export async function moveBack(
  ctx: MutationCtx,
  userId: Id<"users">,
  threadId: Id<"messages">,
  { lastReadTs, movedTo }: { lastReadTs: bigint; movedTo: bigint },
): Promise<void> {
  const row = await find(ctx, userId, threadId);
  if (row?.lastReadTs === movedTo && lastReadTs < movedTo)
    await ctx.db.patch("threadFollows", row._id, { lastReadTs });
}

/** So many of the followers of a thread, those who began first; after one of them. */
export async function followersOf(
  ctx: DbCtx,
  threadId: Id<"messages">,
  { after, most }: { after: number; most: number },
): Promise<Follow[]> {
  return await ctx.db
    .query("threadFollows")
    .withIndex("by_threadId_and_isFollowing", (q) =>
      q.eq("threadId", threadId).eq("isFollowing", true).gt("_creationTime", after),
    )
    .take(most);
}

/** Follows that are removed in one transaction. */
const REMOVED_AT_ONCE = 500;

/** Removes those of a channel; to be called when a membership is removed. Of very many the rest in transactions that follow. */
export async function removeIn(
  ctx: MutationCtx,
  userId: Id<"users">,
  channelId: Id<"channels">,
): Promise<void> {
  const rows = await ctx.db
    .query("threadFollows")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId).eq("channelId", channelId))
    .take(REMOVED_AT_ONCE);
  for (const { _id } of rows) await ctx.db.delete("threadFollows", _id);
  if (rows.length === REMOVED_AT_ONCE)
    await ctx.scheduler.runAfter(0, internal.scheduled.notices.removeFollows, { userId, channelId });
}
