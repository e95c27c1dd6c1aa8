/** What is sent and told at its time: see model/later. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as Due from "../model/later/due";
import * as Reminders from "../model/later/reminders";
import * as ScheduledMessages from "../model/later/scheduledMessages";

export const send = internalMutation({
  args: { id: v.id("scheduledMessages") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    await ScheduledMessages.send(ctx, id);
    return null;
  },
});

/** Called by `send` alone: what it has written is undone where the message is refused. */
export const post = internalMutation({
  args: { id: v.id("scheduledMessages") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    await ScheduledMessages.postAsAuthor(ctx, id);
    return null;
  },
});

export const remind = internalMutation({
  args: { id: v.id("reminders") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    await Reminders.remind(ctx, id);
    return null;
  },
});

/** Finds what was due and is still there. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Due.sweep(ctx);
    return null;
  },
});
