/**
 * Who is mentioned in threads. A reading position says nothing of a channel's threads, so each row knows whether its
 * reader has seen the reply:
 *
 *   unread ──end of the thread seen──▶ read
 *    │  ▲
 *    ▼  │ reply deleted, restored
 *   withdrawn
 */
import { v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { canRead } from "../access";
import * as MailSettings from "../settings/mailSettings";

type DbCtx = Pick<QueryCtx, "db">;

export const threadMentionView = v.object({
  threadId: v.id("messages"),
  /** `_creationTime` of the reply. */
  postedAt: v.number(),
});

type Reply = Doc<"messages"> & { threadId: Id<"messages"> };

/** As `Mentions.renew`. Whom it mentioned before is not told again: they may have read it, or it is from before this table. */
export async function renew(ctx: MutationCtx, reply: Reply, before: readonly Id<"users">[]): Promise<void> {
  const { _id: messageId, _creationTime: postedAt, channelId, threadId, authorId, mentions } = reply;
  const waiting = reply.deletedAt === undefined ? "unread" : "withdrawn";
  const rows = await ctx.db
    .query("threadMentions")
    .withIndex("by_messageId", (q) => q.eq("messageId", messageId))
    .collect();
  for (const { _id, userId, state } of rows) {
    if (!mentions.includes(userId)) await ctx.db.delete("threadMentions", _id);
    else if (state !== "read" && state !== waiting)
      await ctx.db.patch("threadMentions", _id, { state: waiting });
  }
  for (const userId of mentions.filter((id) => id !== authorId && !before.includes(id))) {
    const place = { userId, channelId, threadId, messageId, postedAt };
    await ctx.db.insert("threadMentions", { ...place, state: "unread" });
    await MailSettings.noticeMention(ctx, userId, postedAt);
  }
}

/** What a person has not seen of the replies that mention them, oldest first; of very many the newest. */
export async function unreadOf(
  ctx: DbCtx,
  userId: Id<"users">,
  most: number = LIMITS.threadMentions,
): Promise<Doc<"threadMentions">[]> {
  const newestFirst = await ctx.db
    .query("threadMentions")
    .withIndex("by_userId_and_state_and_postedAt", (q) => q.eq("userId", userId).eq("state", "unread"))
    .order("desc")
    .take(most);
  return newestFirst.reverse();
}

/** The newest replies of those, as far as the person may still read them, oldest first. */
export async function unreadMessages(
  ctx: DbCtx,
  userId: Id<"users">,
  most: number,
): Promise<Doc<"messages">[]> {
  const messages: (Doc<"messages"> | null)[] = [];
  for (const { messageId, channelId } of await unreadOf(ctx, userId, most))
    if (await canRead(ctx, channelId, userId)) messages.push(await ctx.db.get("messages", messageId));
  return messages.filter((message) => message !== null);
}

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };

/** In a thread up to a reply, or in all threads of a channel. */
export async function markRead(
  ctx: MutationCtx,
  userId: Id<"users">,
  { channelId, threadId }: Place,
  upTo = Infinity,
): Promise<void> {
  const unread = await ctx.db
    .query("threadMentions")
    .withIndex("by_userId_and_state_and_channelId_and_threadId", (q) => {
      const inChannel = q.eq("userId", userId).eq("state", "unread").eq("channelId", channelId);
      return threadId === undefined ? inChannel : inChannel.eq("threadId", threadId);
    })
    .take(LIMITS.threadMentions);
  for (const { _id, postedAt } of unread)
    if (postedAt <= upTo) await ctx.db.patch("threadMentions", _id, { state: "read" });
}
