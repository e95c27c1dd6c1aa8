import { literals } from "convex-helpers/validators";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import { requireMessage, requireMessageRow, requireOpenChannel, type UserQueryCtx } from "../model/access";
import type { Id } from "../_generated/dataModel";
import * as Threads from "../model/chat/threads";
import { fail } from "../model/errors";
import * as Followed from "../model/inbox/followed";
import * as Follows from "../model/notices/follows";
import { FOLLOW_REASONS } from "../shared/notices";
import { LEVELS } from "../shared/ringing/levels";

const messageId = v.id("messages");

/** The first message of a thread that the caller may read. @throws NOT_FOUND */
async function requireRoot(ctx: UserQueryCtx, id: Id<"messages">) {
  const root = await requireMessageRow(ctx, id);
  if (root.threadId !== undefined) throw fail("NOT_FOUND");
  return { root, thread: { channelId: root.channelId, threadId: root._id } };
}

/** The threads that the caller follows, those that were read last first. */
export const list = userQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Followed.followedView),
  handler: async (ctx, { paginationOpts }) => await Followed.page(ctx, paginationOpts),
});

/** Those with replies that the caller has not read: the newest, at most fifty. */
export const unread = userQuery({
  args: {},
  returns: v.array(Followed.followedView),
  handler: async (ctx) => await Followed.unread(ctx),
});

/** Whether the caller follows a thread, since when for which reason, and how much of it they have not read. */
export const mine = userQuery({
  args: { messageId },
  returns: v.object({
    isFollowing: v.boolean(),
    reason: v.optional(literals(...FOLLOW_REASONS)),
    /** Of what it rings, where the caller has chosen that. */
    level: v.optional(literals(...LEVELS)),
    unread: v.number(),
  }),
  handler: async (ctx, args) => {
    const { thread } = await requireRoot(ctx, args.messageId);
    const follow = await Follows.find(ctx, ctx.user._id, thread.threadId);
    const unread = await Threads.unreadIn(ctx, ctx.user._id, thread);
    const { isFollowing = false, reason, level } = follow ?? {};
    return { isFollowing, reason, level, unread };
  },
});

/** From now on the caller is told of replies. */
export const follow = userMutation({
  args: { messageId },
  returns: v.null(),
  handler: async (ctx, args) => {
    const { thread } = await requireRoot(ctx, args.messageId);
    await Follows.choose(ctx, ctx.user._id, thread, true);
    return null;
  },
});

/** Only of replies that name them, until they reply or follow again. */
export const unfollow = userMutation({
  args: { messageId },
  returns: v.null(),
  handler: async (ctx, args) => {
    const { thread } = await requireRoot(ctx, args.messageId);
    await Follows.choose(ctx, ctx.user._id, thread, false);
    return null;
  },
});

/** Says for all who read it that what a thread was about is settled. Replies can still be written. */
export const resolve = userMutation({
  args: { messageId },
  returns: v.null(),
  handler: async (ctx, args) => {
    const root = await requireMessage(ctx, args.messageId);
    await requireOpenChannel(ctx, root.channelId);
    await Threads.setResolved(ctx, root, true);
    return null;
  },
});

export const reopen = userMutation({
  args: { messageId },
  returns: v.null(),
  handler: async (ctx, args) => {
    const root = await requireMessage(ctx, args.messageId);
    await requireOpenChannel(ctx, root.channelId);
    await Threads.setResolved(ctx, root, false);
    return null;
  },
});
