import { v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { CronName } from "../../shared/crons";
import { LIMITS } from "../../shared/limits";
import { cutText } from "../../shared/text";

export const runView = v.object({
  name: v.string(),
  startedAt: v.number(),
  durationMs: v.optional(v.number()),
  error: v.optional(v.string()),
});

export function toView({ name, startedAt, durationMs, error }: Doc<"cronRuns">) {
  return { name, startedAt, durationMs, error };
}

async function find(ctx: MutationCtx, name: CronName) {
  return await ctx.db
    .query("cronRuns")
    .withIndex("by_name", (q) => q.eq("name", name))
    .unique();
}

export async function begin(ctx: MutationCtx, name: CronName, startedAt: number): Promise<void> {
  const last = await find(ctx, name);
  if (last) await ctx.db.replace("cronRuns", last._id, { name, startedAt });
  else await ctx.db.insert("cronRuns", { name, startedAt });
}

type Outcome = Pick<Doc<"cronRuns">, "startedAt" | "durationMs"> & { error?: string | undefined };

/** Keeps the outcome of the run that began then; that of an earlier one says nothing about the last. */
export async function end(ctx: MutationCtx, name: CronName, outcome: Outcome): Promise<void> {
  const last = await find(ctx, name);
  if (last?.startedAt !== outcome.startedAt) return;
  const error = outcome.error === undefined ? undefined : cutText(outcome.error, LIMITS.deliveryError);
  await ctx.db.patch("cronRuns", last._id, { durationMs: outcome.durationMs, error });
}
