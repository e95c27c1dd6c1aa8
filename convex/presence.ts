import { v } from "convex/values";
import { internal } from "./_generated/api";
import { internalMutation } from "./_generated/server";
import { sharedQuery, userMutation, userQuery } from "./functions";
import { requireColleague, requireOpenChannel, requireReader, requireTask } from "./model/access";
import { requireRoot } from "./model/chat/threads";
import * as Presence from "./model/people/presence";
import * as Status from "./model/people/status";

/** Windows that are taken out in one transaction. */
const SWEPT_AT_ONCE = 100;

/** A window of the caller is open, and in use or not: see `Presence.beat`. @throws CLIENT_ID_INVALID */
export const beat = userMutation({
  args: { windowId: v.string(), isActive: v.boolean(), isUsed: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, sign) => {
    await Presence.beat(ctx, sign);
    return null;
  },
});

/** A window of the caller closes. */
export const leave = userMutation({
  args: { windowId: v.string() },
  returns: v.null(),
  handler: async (ctx, { windowId }) => {
    await Presence.leave(ctx, windowId);
    return null;
  },
});

/** Whether a person is here. Each person is a query of its own, so that one who comes is told only to those who show them. */
export const of = sharedQuery({
  args: { userId: v.id("users") },
  returns: Presence.availabilityView,
  handler: async (ctx, { userId }) => {
    await requireColleague(ctx);
    return await Presence.availabilityOf(ctx, userId);
  },
});

/** What the caller has chosen others to see. */
export const choices = userQuery({
  args: {},
  returns: Presence.choicesView,
  handler: async (ctx) => await Presence.choicesOf(ctx, ctx.user._id),
});

export const choose = userMutation({
  args: { isAway: v.optional(v.boolean()), showsLastSeen: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, chosen) => {
    await Presence.choose(ctx, chosen);
    return null;
  },
});

/** Puts a status beside the caller's name, or takes it away. @throws EMOJI_INVALID | TEXT_TOO_LONG | DATE_INVALID */
export const setStatus = userMutation({
  args: { status: v.union(Status.statusView, v.null()) },
  returns: v.null(),
  handler: async (ctx, { status }) => {
    await Status.set(ctx, status);
    return null;
  },
});

/** The end of a status, unless there is another one by now. */
export const endStatus = internalMutation({
  args: { userId: v.id("users"), until: v.number() },
  returns: v.null(),
  handler: async (ctx, { userId, until }) => {
    await Status.end(ctx, userId, until);
    return null;
  },
});

const conversation = { channelId: v.id("channels"), threadId: v.optional(v.id("messages")) };

/**
 * The caller is writing a message there, until they send it. Nothing is kept of it in channels of more than
 * `LIMITS.typingMembers`.
 *
 * @returns whether it is told to others
 * @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED | THREAD_NESTED
 */
export const type = userMutation({
  args: conversation,
  returns: v.boolean(),
  handler: async (ctx, { channelId, threadId }) => {
    await requireOpenChannel(ctx, channelId);
    if (threadId) await requireRoot(ctx, channelId, threadId);
    const isTold = await Presence.tellsTyping(ctx, channelId);
    if (isTold) await Presence.signal(ctx, threadId ?? channelId);
    return isTold;
  },
});

/** Who was writing there of late. @throws NOT_FOUND */
export const typists = sharedQuery({
  args: conversation,
  returns: v.array(Presence.signalView),
  handler: async (ctx, { channelId, threadId }) => {
    await requireReader(ctx, channelId);
    const root = threadId && (await ctx.db.get("messages", threadId));
    if (threadId && root?.channelId !== channelId) return [];
    return await Presence.signalsAt(ctx, threadId ?? channelId);
  },
});

/** The caller has a card open, or has closed it. @throws NOT_FOUND */
export const look = userMutation({
  args: { taskId: v.id("tasks"), isOver: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, { taskId, isOver }) => {
    if (isOver) await Presence.endSignal(ctx, taskId);
    else await Presence.signal(ctx, (await requireTask(ctx, taskId))._id);
    return null;
  },
});

/** Who had a card open of late. @throws NOT_FOUND */
export const onlookers = sharedQuery({
  args: { taskId: v.id("tasks") },
  returns: v.array(Presence.signalView),
  handler: async (ctx, { taskId }) => {
    const task = await ctx.db.get("tasks", taskId);
    if (task && task.channelId === undefined) await requireColleague(ctx);
    else await requireReader(ctx, task?.channelId ?? null);
    return await Presence.signalsAt(ctx, taskId);
  },
});

/** Notices who has left without a word. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    if (await Presence.sweep(ctx, SWEPT_AT_ONCE))
      await ctx.scheduler.runAfter(0, internal.presence.sweep, {});
    return null;
  },
});
