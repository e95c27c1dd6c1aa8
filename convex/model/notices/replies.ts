/**
 * That there are replies in a thread, for those who follow it: one row for each of them and the thread.
 *
 *   a reply ──scheduled──▶ followers, so many in a transaction ──▶ their row names the newest reply
 *
 * Whoever replies waits for nobody who is told. How many replies are unread is counted from the thread's head and the
 * follower's position, so a row is renewed by what comes, and not by what is read, deleted or restored.
 */
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { decide } from "../../shared/notices";
import { canRead } from "../access";
import { settledTs } from "../commitTs";
import * as Follows from "./follows";

type Message = Doc<"messages">;

/** Followers who are told in one transaction. */
const TOLD_AT_ONCE = 100;
/** Of the newest replies, those among which one is looked for that is not deleted. */
const LOOKED_AT = 20;

/** To be called for every reply, and when one was deleted, restored, or names somebody no longer. */
export async function changed(ctx: MutationCtx, messageId: Id<"messages">): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.scheduled.notices.tellFollowers, { messageId });
}

/** Tells those who follow the thread of a reply; of very many the rest in transactions that follow. */
export async function tellFollowers(
  ctx: MutationCtx,
  messageId: Id<"messages">,
  after: number | undefined,
): Promise<void> {
  const reply = await ctx.db.get("messages", messageId);
  const threadId = reply?.threadId;
  if (!reply || threadId === undefined) return;
  const newest = await newestIn(ctx, reply.channelId, threadId);
  if (!newest) return;
  // A later one tells of both.
  if (after === undefined && settledTs(newest.commitTs) > settledTs(reply.commitTs)) return;
  if (after === undefined) await authorFollows(ctx, threadId, newest);
  const followers = await Follows.followersOf(ctx, threadId, { after: after ?? 0, most: TOLD_AT_ONCE });
  for (const follow of followers) await tell(ctx, follow, newest);
  if (followers.length === TOLD_AT_ONCE)
    await ctx.scheduler.runAfter(0, internal.scheduled.notices.tellFollowers, {
      messageId,
      after: followers.at(-1)!._creationTime,
    });
}

async function newestIn(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  threadId: Id<"messages">,
): Promise<Message | undefined> {
  const newest = await ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q.eq("channelId", channelId).eq("threadId", threadId).lte("commitTs", ctx.meta.getSnapshotTs()),
    )
    .order("desc")
    .take(LOOKED_AT);
  return newest.find(({ deletedAt }) => deletedAt === undefined);
}

/** Whose message it is follows from the first reply on. */
async function authorFollows(ctx: MutationCtx, threadId: Id<"messages">, reply: Message): Promise<void> {
  const root = await ctx.db.get("messages", threadId);
  if (!root || root.authorId === reply.authorId) return;
  const readTs = settledTs(reply.commitTs) - 1n;
  await Follows.begin(
    ctx,
    root.authorId,
    { channelId: root.channelId, threadId },
    { reason: "author", readTs },
  );
}

async function rowOf(ctx: MutationCtx, threadId: Id<"messages">, userId: Id<"users">) {
  return await ctx.db
    .query("notices")
    .withIndex("by_threadId_and_userId_and_kind", (q) =>
      q.eq("threadId", threadId).eq("userId", userId).eq("kind", "reply"),
    )
    .order("desc")
    .first();
}

/** A follower who is named by the reply that they were told of has one notice of it. */
export async function giveWay(
  ctx: MutationCtx,
  { _id: messageId, threadId }: Message,
  userId: Id<"users">,
): Promise<void> {
  const row = threadId && (await rowOf(ctx, threadId, userId));
  if (row && row.messageId === messageId) await ctx.db.delete("notices", row._id);
}

async function tell(ctx: MutationCtx, follow: Doc<"threadFollows">, reply: Message): Promise<void> {
  const { userId, threadId, channelId } = follow;
  const { rule } = decide({
    mayRead: await canRead(ctx, channelId, userId),
    isAuthor: reply.authorId === userId,
    isMentioned: reply.mentions.includes(userId),
    isReply: true,
    isFollowing: follow.isFollowing,
    isDeleted: false,
    isRead: false,
  });
  if (rule !== "reply") return;
  const row = await rowOf(ctx, threadId, userId);
  if (row && settledTs(row.commitTs) >= settledTs(reply.commitTs)) return;
  const { _id: messageId, authorId: actorId, _creationTime: postedAt, commitTs } = reply;
  const said = { messageId, actorId, postedAt, commitTs, state: "byPosition" as const };
  if (row) await ctx.db.patch("notices", row._id, { ...said, doneAt: undefined, snoozedUntil: undefined });
  else await ctx.db.insert("notices", { userId, kind: "reply", channelId, threadId, ...said });
}
