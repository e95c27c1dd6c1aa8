/**
 * What is unread, in two parts that change for different people, so that a message costs one run for all its readers:
 *
 *   head of a channel     moves with every message     the same for everybody who may read the channel
 *   reading positions     move when I read or write    mine alone
 *
 * `countUnread` of shared/unread.ts puts the two together.
 */
import { v, type Infer } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import { timesText } from "../../shared/unread";
import type { UserQueryCtx } from "../access";
import type { Head } from "./heads";
import * as ReadPositions from "./readPositions";
import * as Threads from "./threads";
import * as Notices from "../notices/notices";
import type { DbCtx } from "../context";

export const headView = v.object({
  /** Of the newest message, deleted or not; 0 before the first. */
  lastMessageAt: v.number(),
  /** `timesText` of the newest messages that are not deleted: their `commitTs`. */
  recentTimes: v.string(),
  /** `commitTs` after which the newest few messages come, as `messages.newest` takes it. */
  tailTs: v.int64(),
});

export const positionView = v.object({
  channelId: v.id("channels"),
  /** Messages with a later `commitTs` are new. */
  lastReadTs: v.int64(),
  /** The caller's own ones among those. */
  ownTimes: v.array(v.int64()),
  /** How many of the new ones mention the caller. */
  mentions: v.number(),
  /** The replies that name the caller and the threads they follow, as far as they are not read, oldest first. */
  replies: v.array(Notices.replyView),
});

/** @param most times at most: few are enough for who has read on */
export function toHeadView(
  { lastMessageAt, recentTimes, tailTs }: Head,
  most: number,
): Infer<typeof headView> {
  return { lastMessageAt, recentTimes: timesText(recentTimes.slice(0, most)), tailTs };
}

/** How far the caller has read a channel; null where they are no member. */
export async function positionIn(
  ctx: UserQueryCtx,
  channelId: Id<"channels">,
): Promise<Infer<typeof positionView> | null> {
  const userId = ctx.user._id;
  const position = await ReadPositions.positionIn(ctx, { channelId, userId });
  if (!position) return null;
  const mentions = await Notices.countAfter(ctx, userId, channelId, position.lastReadTs);
  return { ...position, mentions, replies: await repliesIn(ctx, userId, channelId) };
}

async function repliesIn(
  ctx: DbCtx,
  userId: Id<"users">,
  channelId: Id<"channels">,
): Promise<Infer<typeof Notices.replyView>[]> {
  const unread = new Map<Id<"messages">, number>();
  const replies: Infer<typeof Notices.replyView>[] = [];
  for (const { kind, threadId, commitTs } of await Notices.unreadSaid(ctx, userId, channelId)) {
    const isNamed = kind === "mention" || kind === "group";
    if (threadId === undefined || (!isNamed && kind !== "reply")) continue;
    const count = unread.get(threadId) ?? (await Threads.unreadIn(ctx, userId, { channelId, threadId }));
    unread.set(threadId, count);
    const thread = { channelId, threadId };
    // The replies that a thread is told for may be deleted since.
    if (isNamed || (await Threads.unnamedIn(ctx, userId, thread)) > 0)
      replies.push({ kind: isNamed ? "mention" : "reply", threadId, commitTs, unread: count });
  }
  return replies;
}
