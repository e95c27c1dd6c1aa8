/**
 * What is unread, in two parts that change for different people, so that a message costs one run for all its readers:
 *
 *   head of a channel     moves with every message     the same for everybody who may read the channel
 *   reading positions     move when I read or write    mine alone
 *
 * `countUnread` of shared/unread.ts puts the two together.
 */
import { v, type Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { UserQueryCtx } from "../access";
import * as ReadPositions from "./readPositions";
import * as Notices from "../notices/notices";

export const headView = v.object({
  /** `_creationTime` of the newest message; 0 before the first. */
  lastMessageAt: v.number(),
  /** `timesText` of the newest messages that are not deleted, `LIMITS.unreadCounted` at most: their `_creationTime`. */
  recentTimes: v.string(),
});

export const positionView = v.object({
  channelId: v.id("channels"),
  /** Messages with a later `_creationTime` are new. */
  lastReadAt: v.number(),
  /** The caller's own ones among those. */
  ownTimes: v.array(v.number()),
  /** How many of the new ones mention the caller. */
  mentions: v.number(),
  /** The replies that name the caller or answer them and were not read, oldest first. */
  replies: v.array(Notices.replyView),
});

export function toHeadView({ lastMessageAt, recentTimes }: Doc<"channelHeads">): Infer<typeof headView> {
  return { lastMessageAt, recentTimes };
}

/** How far the caller has read each of their channels. */
export async function positionsOf(ctx: UserQueryCtx) {
  const userId = ctx.user._id;
  const positions = await ReadPositions.positionsOf(ctx, userId);
  const replies = await Notices.unreadReplies(ctx, userId);
  return await Promise.all(
    positions.map(async ({ channelId, lastReadAt, ownTimes }) => {
      const mentions = await Notices.countAfter(ctx, userId, channelId, lastReadAt);
      const own = replies
        .filter((reply) => reply.channelId === channelId)
        .map(({ kind, threadId, postedAt }) => ({ kind, threadId, postedAt }));
      return { channelId, lastReadAt, ownTimes, mentions, replies: own };
    }),
  );
}
