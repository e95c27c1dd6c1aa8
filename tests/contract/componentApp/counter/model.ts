import type { MutationCtx } from "./_generated/server.js";

export async function addTo(ctx: MutationCtx, name: string, amount: number) {
  const counter = await ctx.db
    .query("counters")
    .withIndex("by_name", (q) => q.eq("name", name))
    .unique();
  if (counter === null) return await ctx.db.insert("counters", { name, value: amount });
  await ctx.db.patch("counters", counter._id, { value: counter.value + amount });
  return counter._id;
}
