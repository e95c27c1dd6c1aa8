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
import { groupOf } from "./groups";

type Message = Doc<"messages">;

/** Followers who are told in one transaction. */
const TOLD_AT_ONCE = 100;
/** Of the newest replies, those among which one is looked for that is not deleted. */
const LOOKED_AT = 20;

/** To be called for every reply. */
export async function posted(ctx: MutationCtx, messageId: Id<"messages">): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.scheduled.notices.tellFollowers, { messageId, isNew: true });
}

/** To be called when a reply was deleted, restored, or names somebody no longer. */
export async function changed(ctx: MutationCtx, messageId: Id<"messages">): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.scheduled.notices.tellFollowers, { messageId });
}

type Wanted = {
  messageId: Id<"messages">;
  isNew?: boolean;
  /** Of very many followers, those who were told are before. */
  after?: number;
};

/** Tells those who follow the thread of a reply; of very many the rest in transactions that follow. */
export async function tellFollowers(
  ctx: MutationCtx,
  { messageId, isNew = false, after = 0 }: Wanted,
): Promise<void> {
  const reply = await newsIn(ctx, messageId);
  const threadId = reply?.threadId;
  if (!reply || threadId === undefined) return;
  if (isNew && after === 0) await authorFollows(ctx, threadId, reply);
  const followers = await Follows.followersOf(ctx, threadId, { after, most: TOLD_AT_ONCE });
  for (const follow of followers) await tell(ctx, follow, reply);
  // What was deleted meanwhile rings nobody, nor does the reply that stands for it.
  const userIds = isNew && reply._id === messageId ? followers.map(({ userId }) => userId) : [];
  if (userIds.length > 0)
    await ctx.scheduler.runAfter(0, internal.scheduled.ringing.ringPeople, { messageId, userIds });
  if (followers.length === TOLD_AT_ONCE)
    await ctx.scheduler.runAfter(0, internal.scheduled.notices.tellFollowers, {
      messageId,
      isNew,
      after: followers.at(-1)!._creationTime,
    });
}

/** A reply, or the newest of its thread where it was deleted. */
async function newsIn(ctx: MutationCtx, messageId: Id<"messages">): Promise<Message | null | undefined> {
  const reply = await ctx.db.get("messages", messageId);
  if (reply?.deletedAt === undefined) return reply;
  const newest = await ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q
        .eq("channelId", reply.channelId)
        .eq("threadId", reply.threadId)
        .lte("commitTs", ctx.meta.getSnapshotTs()),
    )
    .order("desc")
    .take(LOOKED_AT);
  return newest.find(({ deletedAt }) => deletedAt === undefined);
}

/** Whose message it is follows from the first reply on. */
async function authorFollows(ctx: MutationCtx, threadId: Id<"messages">, reply: Message): Promise<void> {
  const root = await ctx.db.get("messages", threadId);
  if (!root || root.authorId === reply.authorId) return;
  if (!(await canRead(ctx, root.channelId, root.authorId))) return;
  const readTs = settledTs(reply.commitTs) - 1n;
  await Follows.begin(
    ctx,
    root.authorId,
    { channelId: root.channelId, threadId },
    { reason: "author", readTs },
  );
}

async function tell(ctx: MutationCtx, follow: Doc<"threadFollows">, reply: Message): Promise<void> {
  const { userId, threadId, channelId } = follow;
  const { rule } = decide({
    mayRead: await canRead(ctx, channelId, userId),
    isAuthor: reply.authorId === userId,
    isMentioned: reply.mentions.includes(userId),
    isCalled: false,
    isInGroup: (await groupOf(ctx, reply, userId)) !== undefined,
    hasKeyword: false,
    isReply: true,
    isFollowing: follow.isFollowing,
    isDeleted: false,
    isRead: false,
  });
  if (rule !== "reply") return;
  const row = await ctx.db
    .query("notices")
    .withIndex("by_threadId_and_userId_and_kind", (q) =>
      q.eq("threadId", threadId).eq("userId", userId).eq("kind", "reply"),
    )
    .unique();
  if (row && settledTs(row.commitTs) >= settledTs(reply.commitTs)) return;
  const { _id: messageId, authorId: actorId, _creationTime: postedAt, commitTs } = reply;
  const said = { messageId, actorId, postedAt, commitTs, state: "byPosition" as const };
  const isNews = { doneAt: undefined, snoozedUntil: undefined, seenTs: undefined };
  if (row) await ctx.db.patch("notices", row._id, { ...said, ...isNews });
  else await ctx.db.insert("notices", { userId, kind: "reply", channelId, threadId, ...said });
}
