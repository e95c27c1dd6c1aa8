import { v } from "convex/values";
import type { Id } from "../_generated/dataModel";
import { LIMITS } from "../shared/limits";
import type { UserQueryCtx } from "./access";
import { requireHead } from "./heads";
import { channelIdsOf } from "./memberships";

export const unreadView = v.object({
  channelId: v.id("channels"),
  /** Others' messages after the cursor; `LIMITS.unreadCounted` means that many or more. */
  unread: v.number(),
  /** Those among the counted ones that mention the caller. */
  mentions: v.number(),
  /** Messages with a later `_creationTime` are new. */
  lastReadAt: v.number(),
  /** `_creationTime` of the newest message; 0 before the first. */
  lastMessageAt: v.number(),
});

/** The counts of all channels the caller is in. Channels with nothing new cost one small read each. */
export async function unreadOf(ctx: UserQueryCtx) {
  const userId = ctx.user._id;
  const cursors = await ctx.db
    .query("readCursors")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId))
    .take(LIMITS.channelsPerPerson);
  const lastReadAt = new Map(cursors.map((cursor) => [cursor.channelId, cursor.lastReadAt]));
  const channelIds = await channelIdsOf(ctx, userId);
  return await Promise.all(
    channelIds.map(async (channelId) => await unreadIn(ctx, channelId, lastReadAt.get(channelId) ?? 0)),
  );
}

async function unreadIn(ctx: UserQueryCtx, channelId: Id<"channels">, lastReadAt: number) {
  const { lastMessageAt } = await requireHead(ctx, channelId);
  const isBehind = lastMessageAt > lastReadAt;
  const counts = isBehind ? await countAfter(ctx, channelId, lastReadAt) : { unread: 0, mentions: 0 };
  return { channelId, ...counts, lastReadAt, lastMessageAt };
}

async function countAfter(ctx: UserQueryCtx, channelId: Id<"channels">, lastReadAt: number) {
  const after = ctx.db
    .query("messages")
    .withIndex("by_channel", (q) =>
      q.eq("channelId", channelId).eq("threadId", undefined).gt("_creationTime", lastReadAt),
    );
  const counts = { unread: 0, mentions: 0 };
  let scanned = 0;
  for await (const message of after) {
    if (message.authorId !== ctx.user._id && message.deletedAt === undefined) {
      counts.unread += 1;
      if (message.mentions.includes(ctx.user._id)) counts.mentions += 1;
    }
    scanned += 1;
    if (counts.unread >= LIMITS.unreadCounted || scanned >= LIMITS.unreadScanned) break;
  }
  return counts;
}
