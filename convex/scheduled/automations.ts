/** What boards do by themselves: see model/automations. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as DueCards from "../model/automations/dueCards";
import * as Runs from "../model/automations/runs";
import * as Refusals from "../model/notices/refusals";
import * as Triggers from "../model/triggers";

const automationId = v.id("automations");
const wanted = {
  automationId,
  userId: v.id("users"),
  taskId: v.optional(v.id("tasks")),
  messageId: v.optional(v.id("messages")),
  path: v.array(automationId),
};

/** Called by `setOff` alone, in the transaction of the cause: answers how many more runs that may lead to. */
export const run = internalMutation({
  args: { ...wanted, left: v.number() },
  returns: v.number(),
  handler: async (ctx, { left, ...args }) => await Runs.run(ctx, args, left),
});

/** Sets one off that found no room behind its cause. */
export const begin = internalMutation({
  args: wanted,
  returns: v.null(),
  handler: async (ctx, args) => {
    await Triggers.goOn(ctx, args);
    return null;
  },
});

/** Tells whose it is that one was refused. */
export const tellRefused = internalMutation({
  args: { automationId, setOffBy: v.id("users") },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Refusals.tell(ctx, args);
    return null;
  },
});

/** Finds those that look at due days, and whose morning has come. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await DueCards.sweep(ctx);
    return null;
  },
});

/** Goes through the cards that are due. */
export const dueCards = internalMutation({
  args: DueCards.toLook,
  returns: v.null(),
  handler: async (ctx, args) => {
    await DueCards.look(ctx, args);
    return null;
  },
});
