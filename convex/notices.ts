import { literals } from "convex-helpers/validators";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v, type Infer } from "convex/values";
import { api } from "./_generated/api";
import { userMutation, userQuery } from "./functions";
import { fail } from "./model/errors";
import * as Inbox from "./model/inbox/inbox";
import * as ReadAll from "./model/inbox/readAll";
import * as Triage from "./model/inbox/triage";
import { whyView } from "./model/inbox/whyView";
import * as Assignments from "./model/notices/assignments";
import * as Notices from "./model/notices/notices";
import * as Waiting from "./model/notices/waiting";
import { LIMITS } from "./shared/limits";
import { NOTICE_KINDS } from "./shared/notices";

const noticeIds = v.array(v.id("notices"));

/** What concerns the caller, newest first, or that of one kind: all that they may still read. A page may be shorter than asked for. */
export const list = userQuery({
  args: { kind: v.optional(literals(...NOTICE_KINDS)), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Inbox.noticeView),
  handler: async (ctx, { kind, paginationOpts }) => await Inbox.page(ctx, kind, paginationOpts),
});

/** What the caller has not seen of it: the newest, at most fifty. */
export const unread = userQuery({
  args: {},
  returns: v.array(Inbox.noticeView),
  handler: async (ctx) => await Inbox.unread(ctx),
});

/** How many the caller has not seen; a hundred stands for all above. */
export const counts = userQuery({
  args: {},
  returns: v.object({ unread: v.number() }),
  handler: async (ctx) => ({ unread: await Inbox.countUnread(ctx) }),
});

/** What the caller has not seen and no reading position tells of. */
export const unseen = userQuery({
  args: {},
  returns: v.array(Notices.unseenView),
  handler: async (ctx) => await Notices.unseen(ctx, ctx.user._id),
});

/** The caller has opened a task, a channel, or a message that they were reminded of, or had messages on screen. */
export const markSeen = userMutation({
  args: {
    taskId: v.optional(v.id("tasks")),
    channelId: v.optional(v.id("channels")),
    messageId: v.optional(v.id("messages")),
    messageIds: v.optional(v.array(v.id("messages"))),
  },
  returns: v.null(),
  handler: async (ctx, { taskId, channelId, messageId, messageIds = [] }) => {
    if (messageIds.length > LIMITS.idsAsked) throw fail("TOO_MANY_IDS");
    if (taskId) await Assignments.sawTask(ctx, taskId, ctx.user._id);
    if (taskId) await Waiting.saw(ctx, taskId, ctx.user._id);
    if (taskId) await Notices.sawReminder(ctx, ctx.user._id, { taskId });
    if (messageId) await Notices.sawReminder(ctx, ctx.user._id, { messageId });
    if (channelId) await Notices.sawChannel(ctx, ctx.user._id, channelId);
    await Notices.sawMessages(ctx, ctx.user._id, messageIds);
    return null;
  },
});

/** At most a hundred at once, the caller's own, as in the two that follow. */
export const setDone = userMutation({
  args: { noticeIds, isDone: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { noticeIds, isDone }) => {
    await Triage.setDone(ctx, noticeIds, isDone);
    return null;
  },
});

export const setRead = userMutation({
  args: { noticeIds, isRead: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { noticeIds, isRead }) => {
    await Triage.setRead(ctx, noticeIds, isRead);
    return null;
  },
});

/** They come back unread at that time, or with the next thing that happens. */
export const snooze = userMutation({
  args: { noticeIds, until: v.number() },
  returns: v.null(),
  handler: async (ctx, { noticeIds, until }) => {
    await Triage.snooze(ctx, noticeIds, until);
    return null;
  },
});

/** Marks all channels, threads and notices read. The answer is what `undoMarkAllRead` needs. */
export const markAllRead = userMutation({
  args: {},
  returns: ReadAll.movedView,
  handler: async (ctx) => await ReadAll.markAllRead(ctx),
});

export const undoMarkAllRead = userMutation({
  args: { moved: ReadAll.movedView },
  returns: v.null(),
  handler: async (ctx, { moved }) => {
    await ReadAll.takeBack(ctx, moved);
    return null;
  },
});

/** Why the caller hears of a message, or does not. */
export const why = userQuery({
  args: { messageId: v.id("messages") },
  returns: whyView,
  handler: async (ctx, args): Promise<Infer<typeof whyView>> =>
    await ctx.runQuery(api.inbox.ringing.why, args),
});
