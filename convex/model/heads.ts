/** What moves with every message of a channel; made together with the channel, and the same for all its readers. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import { addTime, timesText } from "../shared/unread";

type DbCtx = Pick<QueryCtx, "db">;

/** Of a channel that has just been made: nothing was said in it. */
export async function start(ctx: MutationCtx, channelId: Id<"channels">): Promise<void> {
  const headId = await ctx.db.insert("channelHeads", { channelId, lastMessageAt: 0, recentTimes: "" });
  await ctx.db.patch("channels", channelId, { headId });
}

export async function headOf(ctx: DbCtx, channel: Doc<"channels">): Promise<Doc<"channelHeads">> {
  const { _id: channelId, headId } = channel;
  const head = headId
    ? await ctx.db.get("channelHeads", headId)
    : await ctx.db
        .query("channelHeads")
        .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
        .unique();
  if (!head) throw new Error(`Channel ${channelId} has no head.`);
  return head;
}

/** Of a channel that is there. */
export async function requireHead(ctx: DbCtx, channelId: Id<"channels">): Promise<Doc<"channelHeads">> {
  const channel = await ctx.db.get("channels", channelId);
  if (!channel) throw new Error(`There is no channel ${channelId}.`);
  return await headOf(ctx, channel);
}

/** The times of the newest messages, also of a channel whose head is from before they were kept, or were one text. */
export async function recentTimes(ctx: DbCtx, head: Doc<"channelHeads">): Promise<string> {
  if (typeof head.recentTimes === "string") return head.recentTimes;
  return head.recentTimes ? timesText(head.recentTimes) : await readRecentTimes(ctx, head.channelId);
}

/** After a message was posted outside threads. */
export async function advance(ctx: MutationCtx, channel: Doc<"channels">, postedAt: number): Promise<void> {
  const head = await headOf(ctx, channel);
  const known = await recentTimes(ctx, head);
  // What is not known yet is read with the new message in it.
  const times = head.recentTimes === undefined ? known : addTime(known, postedAt, LIMITS.unreadCounted);
  await ctx.db.patch("channelHeads", head._id, { lastMessageAt: postedAt, recentTimes: times });
}

/** After a message outside threads was deleted or restored. */
export async function recount(ctx: MutationCtx, channelId: Id<"channels">): Promise<void> {
  const head = await requireHead(ctx, channelId);
  await ctx.db.patch("channelHeads", head._id, { recentTimes: await readRecentTimes(ctx, channelId) });
}

async function readRecentTimes(ctx: DbCtx, channelId: Id<"channels">): Promise<string> {
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
  return timesText(times.reverse());
}
