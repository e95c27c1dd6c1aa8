/** How many active people are in each public channel: apart from its head, which moves with every message. */
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbCtx } from "../context";

async function find(ctx: DbCtx, channelId: Id<"channels">) {
  return await ctx.db
    .query("memberCounts")
    .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
    .unique();
}

/** Begins to count the people of a new public channel. */
export async function start(ctx: MutationCtx, channelId: Id<"channels">): Promise<void> {
  await ctx.db.insert("memberCounts", { channelId, count: 0 });
}

export async function countOf(ctx: DbCtx, channelId: Id<"channels">): Promise<number> {
  return (await find(ctx, channelId))?.count ?? 0;
}

/** Counts a person who came (1) or went (-1). Private and direct channels are not counted. */
export async function change(ctx: MutationCtx, channelId: Id<"channels">, by: 1 | -1): Promise<void> {
  const row = await find(ctx, channelId);
  if (row) await ctx.db.patch("memberCounts", row._id, { count: row.count + by });
}
