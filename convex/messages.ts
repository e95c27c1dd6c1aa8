import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v, type Infer } from "convex/values";
import { api } from "./_generated/api";
import { sharedQuery, userMutation } from "./functions";
import {
  requireMember,
  requireMessage,
  requireMessageRow,
  requireOpenChannel,
  requireReader,
} from "./model/access";
import { LAST_TS } from "./model/commitTs";
import { fail } from "./model/errors";
import { isVisible } from "./model/chat/threads";
import * as Messages from "./model/chat/messages";
import { boundedPage } from "./model/pages";
import { resultPage } from "./model/search/views";
import * as Reactions from "./model/chat/reactions";
import * as Notices from "./model/notices/notices";
import { BEFORE_ALL } from "./shared/unread";

const messageId = v.id("messages");
const page = paginationResultValidator(Messages.messageView);

/**
 * The messages of a channel outside threads, newest first: all, or those with a later `commitTs` than `after`, up to
 * `upTo`. A page may be shorter than asked for.
 */
export const paginated = sharedQuery({
  args: {
    channelId: v.id("channels"),
    after: v.optional(v.int64()),
    upTo: v.optional(v.int64()),
    paginationOpts: paginationOptsValidator,
  },
  returns: page,
  handler: async (ctx, { channelId, after = BEFORE_ALL, upTo = LAST_TS, paginationOpts }) => {
    await requireReader(ctx, channelId);
    const result = await ctx.db
      .query("messages")
      .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
        q.eq("channelId", channelId).eq("threadId", undefined).gt("commitTs", after).lte("commitTs", upTo),
      )
      .order("desc")
      .paginate(boundedPage(paginationOpts));
    return { ...result, page: await Messages.toViews(ctx, result.page) };
  },
});

/** The replies to a message, newest first. The message itself comes from `get`. */
export const thread = sharedQuery({
  args: { messageId, paginationOpts: paginationOptsValidator },
  returns: page,
  handler: async (ctx, { messageId, paginationOpts }) => {
    const root = await ctx.db.get("messages", messageId);
    await requireReader(ctx, root && root.channelId);
    if (!root || !(await isVisible(ctx, root))) throw fail("NOT_FOUND");
    const result = await ctx.db
      .query("messages")
      .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
        q.eq("channelId", root.channelId).eq("threadId", messageId),
      )
      .order("desc")
      .paginate(boundedPage(paginationOpts));
    return { ...result, page: await Messages.toViews(ctx, result.page) };
  },
});

export const get = sharedQuery({
  args: { messageId },
  returns: Messages.messageView,
  handler: async (ctx, { messageId }) => {
    const message = await ctx.db.get("messages", messageId);
    await requireReader(ctx, message && message.channelId);
    const view = message && (await Messages.toView(ctx, message));
    if (!view) throw fail("NOT_FOUND");
    return view;
  },
});

/** The messages that have all the words, the newest first, with the operators of `search.all`. */
export const search = sharedQuery({
  args: { text: v.string(), paginationOpts: paginationOptsValidator },
  returns: resultPage,
  // Its door is that of `search.all`, and what that loads no other call of this module does.
  handler: async (ctx, args): Promise<Infer<typeof resultPage>> =>
    await ctx.runQuery(api.search.all, { ...args, kind: "message" }),
});

export const create = userMutation({
  args: {
    channelId: v.id("channels"),
    text: v.string(),
    clientId: v.optional(v.string()),
    threadId: v.optional(messageId),
    fileIds: v.optional(v.array(v.id("files"))),
  },
  returns: messageId,
  handler: async (ctx, { channelId, ...draft }) => {
    const channel = await requireOpenChannel(ctx, channelId);
    return await Messages.post(ctx, { channel, ...draft });
  },
});

export const update = userMutation({
  args: { messageId, text: v.string() },
  returns: v.null(),
  handler: async (ctx, { messageId, text }) => {
    const message = await requireMessage(ctx, messageId);
    await requireOpenChannel(ctx, message.channelId);
    await Messages.edit(ctx, message, text);
    return null;
  },
});

export const remove = userMutation({
  args: { messageId },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    const message = await requireMessage(ctx, messageId);
    await Messages.remove(ctx, message);
    return null;
  },
});

/** Undoes `remove`, for those who may remove. */
export const restore = userMutation({
  args: { messageId },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    const message = await requireMessageRow(ctx, messageId);
    await Messages.restore(ctx, message);
    return null;
  },
});

/** The caller has seen a thread up to a reply: `upTo` is its `commitTs`. */
export const markThreadRead = userMutation({
  args: { messageId, upTo: v.int64() },
  returns: v.null(),
  handler: async (ctx, { messageId, upTo }) => {
    const { channelId } = await requireMessageRow(ctx, messageId);
    await Notices.markRead(ctx, ctx.user._id, { channelId, threadId: messageId }, upTo);
    return null;
  },
});

export const addReaction = userMutation({
  args: { messageId, emoji: v.string() },
  returns: v.null(),
  handler: async (ctx, { messageId, emoji }) => {
    const message = await requireMessage(ctx, messageId);
    await requireOpenChannel(ctx, message.channelId);
    await Reactions.add(ctx, message, emoji);
    return null;
  },
});

export const removeReaction = userMutation({
  args: { messageId, emoji: v.string() },
  returns: v.null(),
  handler: async (ctx, { messageId, emoji }) => {
    const message = await requireMessage(ctx, messageId);
    await requireMember(ctx, message.channelId);
    await Reactions.remove(ctx, message, emoji);
    return null;
  },
});
