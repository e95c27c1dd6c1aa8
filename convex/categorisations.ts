import { v } from "convex/values";
import type { Infer } from "convex/values";
import { internalMutation } from "./_generated/server";
import { adminQuery, userMutation, userQuery } from "./functions";
import { standingView } from "./model/deliveries";
import { canRead, requireTask } from "./model/access";
import * as TaskRows from "./model/board/taskRows";
import * as Categorisations from "./model/categories/categorisations";
import { answer, verdict } from "./model/categories/verdicts";

const shownAnswer = answer.omit("inputTokens", "outputTokens", "costMicros", "messageIds");

/** How the task's category came about; null before anything decided. */
export const get = userQuery({
  args: { taskId: v.id("tasks") },
  returns: v.union(
    v.null(),
    v.object({
      isAsking: v.boolean(),
      rules: verdict.omit("messageIds"),
      answer: v.optional(shownAnswer),
      /** How many messages were looked at that the caller can read. */
      messageCount: v.number(),
      hasFailed: v.boolean(),
    }),
  ),
  handler: async (ctx, { taskId }) => {
    const task = await requireTask(ctx, taskId);
    const row = await Categorisations.byTask(ctx, task._id);
    if (!row) return null;
    const { messageIds, ...rules } = row.rules;
    let messageCount = 0;
    for (const id of messageIds) {
      const message = await ctx.db.get("messages", id);
      if (message && (await canRead(ctx, message.channelId, ctx.user._id))) messageCount += 1;
    }
    return {
      isAsking: Categorisations.isAsking(row),
      rules,
      ...(row.answer && { answer: shown(row.answer) }),
      messageCount,
      hasFailed: row.error !== undefined,
    };
  },
});

function shown({
  inputTokens: _in,
  outputTokens: _out,
  costMicros: _cost,
  messageIds: _ids,
  ...rest
}: Infer<typeof answer>) {
  return rest;
}

/** Takes a person's choice back: what was decided for this content counts again, or is decided now. */
export const reset = userMutation({
  args: { taskId: v.id("tasks") },
  returns: v.null(),
  handler: async (ctx, { taskId }) => {
    const task = await requireTask(ctx, taskId);
    await Categorisations.learn(ctx, task, null);
    await TaskRows.patch(ctx, task, { category: undefined, categorySource: undefined });
    await Categorisations.categorise(ctx, task._id, ctx.user._id);
    return null;
  },
});

/** What waits for a provider's answer. */
export const queue = adminQuery({
  args: {},
  returns: standingView,
  handler: async (ctx) => await Categorisations.standing(ctx),
});

export const claim = internalMutation({
  args: { sender: v.string(), most: v.number() },
  returns: v.array(Categorisations.claimedQuestion),
  handler: async (ctx, args) => await Categorisations.claim(ctx, args),
});

export const release = internalMutation({
  args: { sender: v.string() },
  returns: v.null(),
  handler: async (ctx, { sender }) => {
    await Categorisations.release(ctx, sender);
    return null;
  },
});

export const settle = internalMutation({
  args: { ...Categorisations.claimedQuestion.fields.key.fields, outcome: Categorisations.outcome },
  returns: v.null(),
  handler: async (ctx, { outcome, ...key }) => {
    await Categorisations.settle(ctx, key, outcome);
    return null;
  },
});

export const sweep = internalMutation({
  args: {},
  returns: v.union(v.string(), v.null()),
  handler: async (ctx) => await Categorisations.sweep(ctx),
});

/** A task that never was categorised: a transaction within that of `sweep`, so that a failure takes only this back. */
export const categorise = internalMutation({
  args: { taskId: v.id("tasks") },
  returns: v.null(),
  handler: async (ctx, { taskId }) => {
    const task = await ctx.db.get("tasks", taskId);
    if (task) await Categorisations.categorise(ctx, taskId, task.createdBy);
    return null;
  },
});

/** The same for the rules' word about a question that could not be made. */
export const decideByRules = internalMutation({
  args: { id: v.id("categorisations") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("categorisations", id);
    if (row) await Categorisations.decideByRules(ctx, row);
    return null;
  },
});
