import { v } from "convex/values";
import { userMutation, userQuery } from "./functions";
import * as Reminders from "./model/later/reminders";

const id = v.id("reminders");

/** What the caller wants to be told of, the next first. */
export const list = userQuery({
  args: {},
  returns: v.array(Reminders.reminderView),
  handler: async (ctx) => await Reminders.list(ctx),
});

/** Tells the caller once of a message or a task, at a time (epoch ms). */
export const create = userMutation({
  args: { messageId: v.optional(v.id("messages")), taskId: v.optional(v.id("tasks")), at: v.number() },
  returns: id,
  handler: async (ctx, { at, ...thing }) => await Reminders.create(ctx, thing, at),
});

export const update = userMutation({
  args: { id, at: v.number() },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Reminders.change(ctx, await Reminders.requireOwn(ctx, args.id), args.at);
    return null;
  },
});

export const remove = userMutation({
  args: { id },
  returns: v.null(),
  handler: async (ctx, args) => {
    const { _id } = await Reminders.requireOwn(ctx, args.id);
    await ctx.db.delete("reminders", _id);
    return null;
  },
});
