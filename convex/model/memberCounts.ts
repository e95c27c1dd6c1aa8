/** How many active people are in each public channel: apart from its head, which moves with every message. */
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import { requireHead } from "./heads";

type DbCtx = Pick<QueryCtx, "db">;

async function find(ctx: DbCtx, channelId: Id<"channels">) {
  return await ctx.db
    .query("memberCounts")
    .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
    .unique();
}

/** Of a channel from before this table, until somebody comes or goes or `fillIn` was there, what the head has. */
export async function countOf(ctx: DbCtx, channelId: Id<"channels">): Promise<number> {
  return (await find(ctx, channelId))?.count ?? (await requireHead(ctx, channelId)).memberCount ?? 0;
}

/** After a membership came or went. The first of a channel counts them all. */
export async function change(ctx: MutationCtx, channelId: Id<"channels">, by: 1 | 0 | -1): Promise<void> {
  if (await adjust(ctx, channelId, by)) return;
  const channel = await ctx.db.get("channels", channelId);
  if (channel?.kind === "public") await start(ctx, channelId);
}

/** Counts one channel from before this table, if there is any, and schedules itself for the next one. */
export async function fillIn(ctx: MutationCtx): Promise<void> {
  const browsed = await ctx.db
    .query("channels")
    .withIndex("by_kind_and_name", (q) => q.eq("kind", "public"))
    .take(LIMITS.channelsBrowsed);
  for (const { _id: channelId } of browsed) {
    if (await find(ctx, channelId)) continue;
    await start(ctx, channelId);
    await ctx.scheduler.runAfter(0, internal.channels.fillInCounts, {});
    return;
  }
}

/** Changes a count that there is, and tells whether there is one. */
export async function adjust(ctx: MutationCtx, channelId: Id<"channels">, by: 1 | 0 | -1): Promise<boolean> {
  const row = await find(ctx, channelId);
  if (row && by !== 0) await ctx.db.patch("memberCounts", row._id, { count: row.count + by });
  return row !== null;
}

async function start(ctx: MutationCtx, channelId: Id<"channels">): Promise<void> {
  const memberships = ctx.db
    .query("memberships")
    .withIndex("by_channelId_and_userId", (q) => q.eq("channelId", channelId));
  let count = 0;
  for await (const { userId } of memberships) {
    const user = await ctx.db.get("users", userId);
    if (user && user.deactivatedAt === undefined) count += 1;
  }
  await ctx.db.insert("memberCounts", { channelId, count });
}
