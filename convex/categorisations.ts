import { vOnCompleteArgs } from "@convex-dev/workpool";
import { v } from "convex/values";
import type { Infer } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import type { outcome } from "./ai/categorise";
import { userMutation, userQuery } from "./functions";
import { canRead, requireTask } from "./model/access";
import * as AiUsage from "./model/categories/aiUsage";
import * as Categorisations from "./model/categories/categorisations";
import { answer, verdict } from "./model/categories/verdicts";

const content = { taskId: v.id("tasks"), contentHash: v.string() };

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
      isAsking: row.state === "asking",
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
    await ctx.db.patch("tasks", task._id, { category: undefined, categorySource: undefined });
    await Categorisations.categorise(ctx, task._id, ctx.user._id);
    return null;
  },
});

export const question = internalQuery({
  args: content,
  handler: async (ctx, { taskId, contentHash }) => await Categorisations.question(ctx, taskId, contentHash),
});

/** What an attempt cost that brought no answer. */
export const spend = internalMutation({
  args: { taskId: v.id("tasks"), inputTokens: v.number(), outputTokens: v.number(), costMicros: v.number() },
  returns: v.null(),
  handler: async (ctx, { taskId, ...used }) => {
    const row = await Categorisations.byTask(ctx, taskId);
    if (row) await AiUsage.spend(ctx, row.askedBy, used);
    return null;
  },
});

/** Told by the work pool once all attempts of one question are over. */
export const complete = internalMutation({
  args: vOnCompleteArgs(v.object(content)),
  returns: v.null(),
  handler: async (ctx, { context: { taskId, contentHash }, result }) => {
    const given = result.kind === "success" ? (result.returnValue as Infer<typeof outcome>) : undefined;
    if (given && !("error" in given)) {
      const row = await Categorisations.byTask(ctx, taskId);
      if (row) await AiUsage.spend(ctx, row.askedBy, given);
      await Categorisations.accept(ctx, taskId, contentHash, given);
      return null;
    }
    const error = given?.error ?? (result.kind === "failed" ? result.error : "It was not asked any more.");
    const isFinal = given !== undefined;
    await Categorisations.giveUp(ctx, taskId, contentHash, { error, isFinal });
    return null;
  },
});

export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Categorisations.sweep(ctx);
    return null;
  },
});
