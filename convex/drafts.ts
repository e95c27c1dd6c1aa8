import { v } from "convex/values";
import { userMutation, userQuery } from "./functions";
import * as Drafts from "./model/drafts/drafts";
import * as ScheduledMessages from "./model/later/scheduledMessages";

const id = v.id("scheduledMessages");

/** What the caller has typed and not sent, anywhere: the last changed first, as far as a list holds. */
export const list = userQuery({
  args: {},
  returns: v.array(Drafts.draftView),
  handler: async (ctx) => await Drafts.list(ctx),
});

/**
 * Keeps what the caller has typed in a channel, a thread or a task; an empty text removes it.
 *
 * @param base  the draft that it was made of: what another device has saved since is joined with it
 * @returns the draft as it is now
 */
export const save = userMutation({
  args: {
    channelId: v.optional(v.id("channels")),
    threadId: v.optional(v.id("messages")),
    taskId: v.optional(v.id("tasks")),
    text: v.string(),
    base: v.optional(v.string()),
  },
  returns: v.string(),
  handler: async (ctx, { text, base, ...place }) =>
    await Drafts.save(ctx, place, { text, ...(base !== undefined && { base }) }),
});

/** The caller's messages that are sent later (`messages.schedule`), those that were refused first. */
export const scheduled = userQuery({
  args: {},
  returns: v.array(ScheduledMessages.scheduledView),
  handler: async (ctx) => await ScheduledMessages.list(ctx),
});

/** How many of those were refused. */
export const refusedCount = userQuery({
  args: {},
  returns: v.number(),
  handler: async (ctx) => await ScheduledMessages.countRefused(ctx),
});

/** Another text or another time; a new time is a new try. */
export const updateScheduled = userMutation({
  args: { id, text: v.optional(v.string()), sendAt: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, args) => {
    const { id: scheduledId, ...changes } = args;
    await ScheduledMessages.change(ctx, await ScheduledMessages.requireOwn(ctx, scheduledId), changes);
    return null;
  },
});

/** Sends one now. */
export const sendScheduled = userMutation({
  args: { id },
  returns: v.id("messages"),
  handler: async (ctx, args) =>
    await ScheduledMessages.post(ctx, await ScheduledMessages.requireOwn(ctx, args.id)),
});

/** It is not sent. */
export const cancelScheduled = userMutation({
  args: { id },
  returns: v.null(),
  handler: async (ctx, args) => {
    await ScheduledMessages.cancel(ctx, await ScheduledMessages.requireOwn(ctx, args.id));
    return null;
  },
});
