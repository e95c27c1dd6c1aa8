import { literals } from "convex-helpers/validators";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v, type Infer } from "convex/values";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { sharedQuery, userMutation, userQuery } from "./functions";
import {
  requireChannel,
  requireMember,
  requireMessage,
  requireMessageRow,
  requireOpenChannel,
  requireReader,
} from "./model/access";
import { fail } from "./model/errors";
import * as Threads from "./model/chat/threads";
import * as Marks from "./model/chat/marks";
import * as Messages from "./model/chat/messages";
import * as Drafts from "./model/drafts/drafts";
import * as Presence from "./model/people/presence";
import * as RateLimits from "./model/rateLimits";
import * as ScheduledMessages from "./model/later/scheduledMessages";
import { resultPage } from "./model/search/views";
import { saidOfTask } from "./model/board/saidOfTask";
import * as Reactions from "./model/chat/reactions";

const messageId = v.id("messages");
const page = paginationResultValidator(Messages.messageView);

/** All messages of a place, or those with a later `commitTs` than `after`, up to `upTo`; newest first, or oldest. */
const stretch = {
  after: v.optional(v.int64()),
  upTo: v.optional(v.int64()),
  order: v.optional(literals("asc", "desc")),
  paginationOpts: paginationOptsValidator,
};

/** The messages of a channel outside threads. A page may be shorter than asked for. */
export const paginated = sharedQuery({
  args: { channelId: v.id("channels"), ...stretch },
  returns: page,
  handler: async (ctx, { channelId, ...wanted }) => {
    await requireReader(ctx, channelId);
    return await Messages.page(ctx, { channelId }, wanted);
  },
});

/**
 * The messages of a channel after a place, newest first, for who looks at it: where many write before a crowd they come up to
 * a second later, and several together. Fewer than all where there are more than a page of them.
 */
export const newest = sharedQuery({
  args: { channelId: v.id("channels"), after: v.int64() },
  returns: v.object({ page: v.array(Messages.messageView), isDone: v.boolean(), isCrowd: v.boolean() }),
  handler: async (ctx, { channelId, after }) => {
    await requireReader(ctx, channelId);
    return await Messages.newest(ctx, channelId, after);
  },
});

/** The replies to a message. The message itself comes from `get`. */
export const thread = sharedQuery({
  args: { messageId, ...stretch },
  returns: page,
  handler: async (ctx, { messageId, ...wanted }) => {
    const root = await ctx.db.get("messages", messageId);
    await requireReader(ctx, root && root.channelId);
    if (!root || !(await Threads.isVisible(ctx, root))) throw fail("NOT_FOUND");
    return await Messages.page(ctx, { channelId: root.channelId, threadId: messageId }, wanted);
  },
});

/** Where a message of an address is, deleted ones included: what was around it is still there. */
export const place = sharedQuery({
  args: { channelId: v.string(), messageId: v.string() },
  returns: Messages.placeView,
  handler: async (ctx, { channelId, messageId: text }) => {
    const id = ctx.db.normalizeId("messages", text);
    const found = id && (await ctx.db.get("messages", id));
    const message = found?.channelId === channelId ? found : null;
    await requireReader(ctx, message && message.channelId);
    if (!message) throw fail("NOT_FOUND");
    return await Messages.toPlace(ctx, message);
  },
});

/** On which days something was said in a channel outside threads. A day lasts from one of these times to the next. */
export const days = sharedQuery({
  args: { channelId: v.id("channels"), bounds: v.array(v.number()) },
  returns: v.array(v.boolean()),
  handler: async (ctx, { channelId, bounds }) => {
    await requireReader(ctx, channelId);
    return await Messages.spokenDays(ctx, channelId, bounds);
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

const newMessage = {
  channelId: v.id("channels"),
  text: v.string(),
  clientId: v.optional(v.string()),
  threadId: v.optional(messageId),
  fileIds: v.optional(v.array(v.id("files"))),
};

export const create = userMutation({
  args: {
    ...newMessage,
    /** Of a reply, whether the channel sees it as well. */
    alsoInChannel: v.optional(v.boolean()),
    /** Whether it rings whom it names, or to whom it is written, also while they want quiet; a few times an hour. */
    isUrgent: v.optional(v.boolean()),
    /** The task that it is, made with it or not at all. */
    task: v.optional(saidOfTask),
  },
  returns: messageId,
  handler: async (ctx, { channelId, task, ...draft }): Promise<Id<"messages">> => {
    const channel = await requireOpenChannel(ctx, channelId);
    const isNew = task !== undefined && (await Messages.findSent(ctx, draft.clientId)) === null;
    const id = await Messages.post(ctx, { channel, ...draft });
    await Drafts.sent(ctx, { channelId, threadId: draft.threadId }, draft.text);
    await Presence.endSignal(ctx, draft.threadId ?? channelId);
    // What knows of tasks no other call of this module loads.
    if (isNew) await ctx.runMutation(api.tasks.createFromMessage, { messageId: id, task });
    return id;
  },
});

/** As `create`, at a time (epoch ms), with the rights that the caller has then. What waits is listed by `drafts.scheduled`. */
export const schedule = userMutation({
  args: { ...newMessage, sendAt: v.number() },
  returns: v.id("scheduledMessages"),
  handler: async (ctx, { channelId, ...draft }) => {
    const channel = await requireOpenChannel(ctx, channelId);
    return await ScheduledMessages.schedule(ctx, { channel, ...draft });
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

/** The `url` is that of a preview of the message. */
const linkPreview = { messageId, url: v.string() };

/** Takes what a link of a message leads to off it, for its author and admins. */
export const removeLinkPreview = userMutation({
  args: linkPreview,
  returns: v.null(),
  handler: async (ctx, { messageId, url }) => {
    await Messages.setPreviewHidden(ctx, await requireMessage(ctx, messageId), url, true);
    return null;
  },
});

/** Undoes `removeLinkPreview`, for those who may remove. */
export const restoreLinkPreview = userMutation({
  args: linkPreview,
  returns: v.null(),
  handler: async (ctx, { messageId, url }) => {
    await Messages.setPreviewHidden(ctx, await requireMessage(ctx, messageId), url, false);
    return null;
  },
});

/** Pins a message for all who read its channel. */
export const pin = userMutation({
  args: { messageId },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    const message = await requireMessage(ctx, messageId);
    await requireOpenChannel(ctx, message.channelId);
    await Marks.pin(ctx, message);
    return null;
  },
});

export const unpin = userMutation({
  args: { messageId },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    const message = await requireMessage(ctx, messageId);
    await requireOpenChannel(ctx, message.channelId);
    await Marks.unpin(ctx, message);
    return null;
  },
});

/** Saves a message for later, for the caller alone. A search for `is:saved` finds them. */
export const save = userMutation({
  args: { messageId },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    await Marks.save(ctx, await requireMessage(ctx, messageId));
    return null;
  },
});

export const unsave = userMutation({
  args: { messageId },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    await Marks.unsave(ctx, messageId);
    return null;
  },
});

/** What the caller has saved of a channel: the last thousand. */
export const savedIn = userQuery({
  args: { channelId: v.id("channels") },
  returns: v.array(messageId),
  handler: async (ctx, { channelId }) => {
    await requireChannel(ctx, channelId);
    return await Marks.savedIn(ctx, channelId);
  },
});

/** The caller has seen a thread up to a reply: `upTo` is its `commitTs`. */
export const markThreadRead = userMutation({
  args: { messageId, upTo: v.int64() },
  returns: v.null(),
  handler: async (ctx, { messageId, upTo }) => {
    const { channelId } = await requireMessageRow(ctx, messageId);
    await Threads.markRead(ctx, { channelId, threadId: messageId }, upTo);
    return null;
  },
});

export const addReaction = userMutation({
  args: { messageId, emoji: v.string() },
  returns: v.null(),
  handler: async (ctx, { messageId, emoji }) => {
    const message = await requireMessage(ctx, messageId);
    await requireOpenChannel(ctx, message.channelId);
    await RateLimits.take(ctx, "react");
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
