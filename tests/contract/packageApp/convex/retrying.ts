import { ActionRetrier, onCompleteValidator, runIdValidator } from "@convex-dev/action-retrier";
import { v } from "convex/values";
import { components, internal } from "./_generated/api";
import { internalAction, internalMutation, mutation, query } from "./_generated/server";

const retrier = new ActionRetrier(components.actionRetrier, { initialBackoffMs: 10, maxFailures: 3 });

export const flaky = internalAction({
  args: { key: v.string(), fails: v.number() },
  handler: async (ctx, { key, fails }): Promise<string> => {
    const before: number = await ctx.runMutation(internal.events.record, { kind: "tried", key });
    if (before < fails) throw new Error(`${key} fails`);
    return `after ${before}`;
  },
});

export const onComplete = internalMutation({
  args: onCompleteValidator,
  handler: async (ctx, { result }) => {
    const outcome = result.type === "success" ? (result.returnValue as string) : result.type;
    await ctx.db.insert("events", { kind: "retried", key: outcome });
  },
});

export const run = mutation({
  args: { key: v.string(), fails: v.number() },
  handler: async (ctx, args): Promise<string> =>
    await retrier.run(ctx, internal.retrying.flaky, args, { onComplete: internal.retrying.onComplete }),
});

export const status = query({
  args: { runId: runIdValidator },
  handler: async (ctx, { runId }) => await retrier.status(ctx, runId),
});
