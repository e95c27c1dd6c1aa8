import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** Takes the next number, beginning with 1. Two callers never get the same one. */
export async function nextNumber(ctx: MutationCtx, name: Doc<"counters">["name"]): Promise<number> {
  const counter = await ctx.db
    .query("counters")
    .withIndex("by_name", (q) => q.eq("name", name))
    .unique();
  const value = (counter?.value ?? 0) + 1;
  if (counter) await ctx.db.patch("counters", counter._id, { value });
  else await ctx.db.insert("counters", { name, value });
  return value;
}
