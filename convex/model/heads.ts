/** What moves with every message of a channel; made together with the channel, and the same for all its readers. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";

type DbCtx = Pick<QueryCtx, "db">;

export async function requireHead(ctx: DbCtx, channelId: Id<"channels">): Promise<Doc<"channelHeads">> {
  const heads = ctx.db.query("channelHeads").withIndex("by_channelId", (q) => q.eq("channelId", channelId));
  // There is one; `unique` would look for a second.
  for await (const head of heads) return head;
  throw new Error(`Channel ${channelId} has no head.`);
}

/** The times of the newest messages, also of a channel whose head is from before they were kept. */
export async function recentTimes(ctx: DbCtx, head: Doc<"channelHeads">): Promise<number[]> {
  return head.recentTimes ?? (await readRecentTimes(ctx, head.channelId));
}

/** After a message was posted outside threads. */
export async function advance(ctx: MutationCtx, channelId: Id<"channels">, postedAt: number): Promise<void> {
  const head = await requireHead(ctx, channelId);
  const times = head.recentTimes
    ? [...head.recentTimes, postedAt].slice(-LIMITS.unreadCounted)
    : await readRecentTimes(ctx, channelId);
  await ctx.db.patch("channelHeads", head._id, { lastMessageAt: postedAt, recentTimes: times });
}

/** After a message outside threads was deleted or restored. */
export async function recount(ctx: MutationCtx, channelId: Id<"channels">): Promise<void> {
  const head = await requireHead(ctx, channelId);
  await ctx.db.patch("channelHeads", head._id, { recentTimes: await readRecentTimes(ctx, channelId) });
}

async function readRecentTimes(ctx: DbCtx, channelId: Id<"channels">): Promise<number[]> {
  const newestFirst = ctx.db
    .query("messages")
    .withIndex("by_channel", (q) => q.eq("channelId", channelId).eq("threadId", undefined))
    .order("desc");
  const times: number[] = [];
  let scanned = 0;
  for await (const { _creationTime, deletedAt } of newestFirst) {
    if (deletedAt === undefined) times.push(_creationTime);
    scanned += 1;
    if (times.length >= LIMITS.unreadCounted || scanned >= LIMITS.unreadScanned) break;
  }
  return times.reverse();
}
