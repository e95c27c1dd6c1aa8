/** What the first message of a thread knows of its replies. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { settledTs } from "../commitTs";
import { fail } from "../errors";
import type { DbCtx } from "../context";
import * as Entries from "../entries/entries";
import * as Events from "../events/events";
import * as Follows from "../notices/follows";
import * as Notices from "../notices/notices";
import * as Replies from "../notices/replies";
import { headOf, type Head } from "./heads";
import type { UserMutationCtx } from "../access";

type Root = Pick<Doc<"messages">, "_id" | "channelId" | "deletedAt" | "hasReplies">;

/** What is known of the replies to a message; null where there never was one. */
export async function repliesTo(ctx: DbCtx, { _id, channelId, hasReplies }: Root): Promise<Head | null> {
  return hasReplies === true ? await headOf(ctx, { channelId, threadId: _id }) : null;
}

/** Whether a message is on screen: a deleted one leaves a trace only while it has replies. */
export async function isVisible(ctx: DbCtx, message: Root): Promise<boolean> {
  if (message.deletedAt === undefined) return true;
  const replies = await repliesTo(ctx, message);
  return replies !== null && replies.count > 0;
}

/**
 * The first message of the thread to reply in: in this channel, not itself a reply, and on screen
 * (a deleted one that has replies can get more).
 *
 * @throws NOT_FOUND | THREAD_NESTED
 */
export async function requireRoot(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  threadId: Id<"messages">,
): Promise<Doc<"messages">> {
  const root = await ctx.db.get("messages", threadId);
  if (!root || root.channelId !== channelId || !(await isVisible(ctx, root))) throw fail("NOT_FOUND");
  if (root.threadId !== undefined || root.fromThreadId !== undefined) throw fail("THREAD_NESTED");
  return root;
}

/** How many replies of a thread a person has not read: `LIMITS.unreadCounted` at most, none where they do not follow it. */
export async function unreadIn(ctx: DbCtx, userId: Id<"users">, thread: Follows.Thread): Promise<number> {
  const follow = await Follows.find(ctx, userId, thread.threadId);
  if (!follow?.isFollowing) return 0;
  const { recentTimes } = await headOf(ctx, thread);
  return recentTimes.filter((ts) => ts > settledTs(follow.lastReadTs)).length;
}

/** How many of those do not name them. */
export async function unnamedIn(ctx: DbCtx, userId: Id<"users">, thread: Follows.Thread): Promise<number> {
  const unread = await unreadIn(ctx, userId, thread);
  return unread === 0 ? 0 : unread - (await Notices.mentionsBehind(ctx, userId, thread));
}

/**
 * A reply was posted: its author has read the thread and follows it, and its followers are told. The first one is told to
 * its root, so that messages without any are not asked for them.
 */
export async function replied(
  ctx: UserMutationCtx,
  root: Doc<"messages">,
  messageId: Id<"messages">,
): Promise<void> {
  const [userId, thread] = [ctx.user._id, { channelId: root.channelId, threadId: root._id }];
  await Notices.markRead(ctx, userId, thread);
  await Follows.replied(ctx, userId, thread, root.authorId === userId ? "author" : "reply");
  await Replies.posted(ctx, messageId);
  if (root.hasReplies === true) return;
  await ctx.db.patch("messages", root._id, { hasReplies: true });
  await Entries.renewMessage(ctx, root._id);
}

/** The caller has read a thread up to a reply. */
export async function markRead(ctx: UserMutationCtx, thread: Follows.Thread, upTo: bigint): Promise<void> {
  const now = ctx.meta.getSnapshotTs();
  const target = upTo > now ? now : upTo;
  await Notices.markRead(ctx, ctx.user._id, thread, target);
  await Follows.moveOn(ctx, ctx.user._id, thread.threadId, target);
}

/** Says of a thread that what it was about is settled; or not yet, after all. */
export async function setResolved(
  ctx: UserMutationCtx,
  { _id: messageId, resolvedBy: before, hasReplies }: Doc<"messages">,
  isResolved: boolean,
): Promise<void> {
  if ((before !== undefined) === isResolved) return;
  if (hasReplies !== true) throw fail("NOT_FOUND");
  await setResolvedBy(ctx, { _id: messageId, resolvedBy: before }, isResolved ? ctx.user._id : undefined);
}

export async function setResolvedBy(
  ctx: UserMutationCtx,
  { _id: messageId, resolvedBy: before }: Pick<Doc<"messages">, "_id" | "resolvedBy">,
  after: Id<"users"> | undefined,
): Promise<void> {
  await ctx.db.patch("messages", messageId, { resolvedBy: after });
  const changes = [{ field: "resolvedBy", ...(before && { before }), ...(after && { after }) }];
  await Events.record(ctx, { noun: "message", verb: "changed", subject: messageId, changes });
}
