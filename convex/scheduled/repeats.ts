/** Tasks that come again: see model/later/repeats.ts. Called by the rules of tasks, which load nothing of time zones. */
import { v } from "convex/values";
import { internalMutation, type MutationCtx } from "../_generated/server";
import type { Id } from "../_generated/dataModel";
import * as Repeats from "../model/later/repeats";

async function asUser(ctx: MutationCtx, userId: Id<"users">) {
  const user = await ctx.db.get("users", userId);
  return { ...ctx, user: user! };
}

/** Called by whoever makes a task that comes again, in their transaction. */
export const begin = internalMutation({
  args: { taskId: v.id("tasks"), userId: v.id("users"), ...Repeats.wanted },
  returns: v.null(),
  handler: async (ctx, { taskId, userId, ...wanted }) => {
    const task = await ctx.db.get("tasks", taskId);
    if (task) await Repeats.set(await asUser(ctx, userId), task, wanted);
    return null;
  },
});

/** Called by whoever does one, in their transaction. */
export const done = internalMutation({
  args: { taskId: v.id("tasks"), userId: v.id("users") },
  returns: v.null(),
  handler: async (ctx, { taskId, userId }) => {
    await Repeats.done(await asUser(ctx, userId), taskId);
    return null;
  },
});

export const due = internalMutation({
  args: { id: v.id("taskRecurrences") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    await Repeats.due(ctx, id);
    return null;
  },
});

/** Finds those whose day has come. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Repeats.sweep(ctx);
    return null;
  },
});
