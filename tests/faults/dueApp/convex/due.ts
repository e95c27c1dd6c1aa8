import { actionGeneric, makeFunctionReference, mutationGeneric, queryGeneric } from "convex/server";
import { v } from "convex/values";

/** What a plan brings about when it is due. */
const kinds = {
  mark: makeFunctionReference<"mutation">("due:mark"),
  chain: makeFunctionReference<"mutation">("due:chain"),
  fail: makeFunctionReference<"mutation">("due:fail"),
  act: makeFunctionReference<"action">("due:act"),
};
const ticked = makeFunctionReference<"mutation">("due:tick");

export const plan = mutationGeneric({
  args: { n: v.number(), kind: v.string(), delayMs: v.number() },
  handler: async ({ db, scheduler }, { n, kind, delayMs }) => {
    const job = await scheduler.runAfter(delayMs, kinds[kind as keyof typeof kinds], { n });
    await db.insert("plans", { n, kind, job });
  },
});
export const cancel = mutationGeneric({
  args: { n: v.number() },
  handler: async ({ db, scheduler }, { n }) => {
    const found = await db
      .query("plans")
      .withIndex("by_n", (q) => q.eq("n", n))
      .unique();
    await scheduler.cancel(found!.job);
  },
});
export const mark = mutationGeneric({
  args: { n: v.number() },
  handler: async ({ db }, row) => void (await db.insert("marks", row)),
});
export const chain = mutationGeneric({
  args: { n: v.number(), left: v.optional(v.number()) },
  handler: async ({ db, scheduler }, { n, left = 2 }) => {
    await db.insert("links", { n, left });
    if (left > 0) await scheduler.runAfter(0, kinds.chain, { n, left: left - 1 });
  },
});
export const fail = mutationGeneric({
  args: { n: v.number() },
  handler: async ({ db }, row) => {
    await db.insert("marks", row);
    throw new Error("It fails.");
  },
});
export const act = actionGeneric({
  args: { n: v.number() },
  handler: async (ctx, { n }) => void (await ctx.runMutation(kinds.mark, { n })),
});
export const tick = mutationGeneric({
  args: { cron: v.string() },
  handler: async ({ db }, row) => void (await db.insert("ticks", row)),
});
export const tack = actionGeneric({
  args: { cron: v.string() },
  handler: async (ctx, row) => void (await ctx.runMutation(ticked, row)),
});
/** How many scheduled functions have not ended, and how many times crons were started. */
export const open = queryGeneric({
  args: {},
  handler: async ({ db }) => {
    const jobs = await db.system.query("_scheduled_functions").collect();
    return {
      open: jobs.filter(({ state }) => state.kind === "pending" || state.kind === "inProgress").length,
      started: jobs.filter(({ args: [argument] }) => "cron" in argument).length,
    };
  },
});
