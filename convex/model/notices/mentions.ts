/** Who is mentioned where: what somebody has to know of the unread messages of many channels without reading them. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import * as MailSettings from "../settings/mailSettings";
import * as ThreadMentions from "./threadMentions";

/**
 * Makes the rows those of the message as it is now: none for its author, and none once it is deleted.
 *
 * @param before whom it mentioned
 */
export async function renew(
  ctx: MutationCtx,
  message: Doc<"messages">,
  before: readonly Id<"users">[],
): Promise<void> {
  const { _id: messageId, _creationTime: postedAt, channelId, authorId, threadId } = message;
  if (threadId) return await ThreadMentions.renew(ctx, { ...message, threadId }, before);
  const missing = new Set(message.deletedAt === undefined ? message.mentions : []);
  missing.delete(authorId);
  const rows = await ctx.db
    .query("mentions")
    .withIndex("by_messageId", (q) => q.eq("messageId", messageId))
    .collect();
  for (const row of rows) if (!missing.delete(row.userId)) await ctx.db.delete("mentions", row._id);
  for (const userId of missing) {
    await ctx.db.insert("mentions", { userId, channelId, postedAt, messageId });
    await MailSettings.noticeMention(ctx, userId, postedAt);
  }
}

/** How many messages of a channel mention a person, after a position. */
export async function countAfter(
  ctx: Pick<QueryCtx, "db">,
  userId: Id<"users">,
  channelId: Id<"channels">,
  lastReadAt: number,
): Promise<number> {
  const rows = await ctx.db
    .query("mentions")
    .withIndex("by_userId_and_channelId_and_postedAt", (q) =>
      q.eq("userId", userId).eq("channelId", channelId).gt("postedAt", lastReadAt),
    )
    .take(LIMITS.unreadCounted);
  return rows.length;
}

/**
 * The newest messages that mention a person after their positions in these channels, oldest first: one read for all
 * channels together.
 */
export async function messagesAfter(
  ctx: Pick<QueryCtx, "db">,
  userId: Id<"users">,
  positions: ReadonlyMap<Id<"channels">, number>,
  most: number,
): Promise<Doc<"messages">[]> {
  if (positions.size === 0) return [];
  const newestFirst = ctx.db
    .query("mentions")
    .withIndex("by_userId_and_postedAt", (q) =>
      q.eq("userId", userId).gt("postedAt", Math.min(...positions.values())),
    )
    .order("desc");
  const unread: Id<"messages">[] = [];
  let scanned = 0;
  for await (const { channelId, postedAt, messageId } of newestFirst) {
    if (postedAt > (positions.get(channelId) ?? Infinity)) unread.push(messageId);
    scanned += 1;
    if (unread.length >= most || scanned >= LIMITS.mentionsMailed) break;
  }
  const messages = await Promise.all(unread.map(async (id) => await ctx.db.get("messages", id)));
  return messages.filter((message) => message !== null).reverse();
}
