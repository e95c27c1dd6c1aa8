/** Why a person hears of a message, or does not: the rule and the position that decide. */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { decide, FOLLOW_REASONS, RULES } from "../../shared/notices";
import type { UserQueryCtx } from "../access";
import { settledTs } from "../commitTs";
import * as ReadPositions from "../chat/readPositions";
import * as Follows from "../notices/follows";

export const whyView = v.object({
  rule: literals(...RULES),
  /** Whether there is a notice of it. */
  tells: v.boolean(),
  /** Whether the person has read as far, there or in the notice itself. */
  isRead: v.boolean(),
  /** Why they follow its thread, where they do. */
  reason: v.optional(literals(...FOLLOW_REASONS)),
  /** Whether they are in its channel: only members have a position there. */
  isMember: v.boolean(),
});

/** @param message  one that the caller may read */
export async function why(ctx: UserQueryCtx, message: Doc<"messages">): Promise<Infer<typeof whyView>> {
  const { _id, channelId, threadId, authorId, mentions, commitTs, deletedAt } = message;
  const userId = ctx.user._id;
  const position = await ReadPositions.positionIn(ctx, { channelId, userId });
  const follow = threadId ? await Follows.find(ctx, userId, threadId) : null;
  const notice = await ctx.db
    .query("notices")
    .withIndex("by_messageId_and_kind_and_userId", (q) =>
      q.eq("messageId", _id).eq("kind", "mention").eq("userId", userId),
    )
    .unique();
  const readTs = threadId ? follow && settledTs(follow.lastReadTs) : position?.lastReadTs;
  const isBehind = readTs !== null && readTs !== undefined && settledTs(commitTs) > readTs;
  const isUnread = notice && notice.state !== "byPosition" ? notice.state === "unread" : isBehind;
  const { rule, tells } = decide({
    mayRead: true,
    isAuthor: authorId === userId,
    isMentioned: mentions.includes(userId),
    isReply: threadId !== undefined,
    isFollowing: follow?.isFollowing,
    isDeleted: deletedAt !== undefined,
    isRead: !isUnread,
  });
  return { rule, tells, isRead: !isUnread, reason: follow?.reason, isMember: position !== null };
}
