import { vOnCompleteArgs, Workpool } from "@convex-dev/workpool";
import { v } from "convex/values";
import { components, internal } from "./_generated/api";
import { internalAction, internalMutation, mutation } from "./_generated/server";

const PARALLEL = 3;
const pool = new Workpool(components.workpool, {
  maxParallelism: PARALLEL,
  retryActionsByDefault: true,
  defaultRetryBehavior: { maxAttempts: 3, initialBackoffMs: 10, base: 2 },
});

/** Ends once as many as may have begun beside it, so that the pool must fill; `fails` times it fails. */
export const work = internalAction({
  args: { key: v.string(), fails: v.number() },
  handler: async (ctx, { key, fails }): Promise<string> => {
    const before: number = await ctx.runMutation(internal.events.record, { kind: "began", key });
    for (;;) {
      const { began, ended }: { began: number; ended: number } = await ctx.runQuery(
        internal.events.running,
        {},
      );
      await ctx.runMutation(internal.events.record, { kind: "parallel", key: String(began - ended) });
      if (began >= PARALLEL) break;
    }
    await ctx.runMutation(internal.events.record, { kind: "ended", key });
    if (before < fails) throw new Error(`${key} fails`);
    return `${key} is done`;
  },
});

export const onComplete = internalMutation({
  args: vOnCompleteArgs(v.string()),
  handler: async (ctx, { context, result }) => {
    const outcome = result.kind === "success" ? (result.returnValue as string) : result.kind;
    await ctx.db.insert("events", { kind: "completed", key: `${context}: ${outcome}` });
  },
});

export const enqueue = mutation({
  args: { keys: v.array(v.string()), fails: v.number() },
  handler: async (ctx, { keys, fails }) => {
    for (const key of keys)
      await pool.enqueueAction(
        ctx,
        internal.pool.work,
        { key, fails },
        { context: key, onComplete: internal.pool.onComplete },
      );
  },
});
