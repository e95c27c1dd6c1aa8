/** What moves with every message of a channel; made together with the channel, and the same for all its readers. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { addTime, timesText } from "../../shared/unread";
import type { DbCtx } from "../context";

/** Makes the head of a new channel. */
export async function start(ctx: MutationCtx, channelId: Id<"channels">): Promise<void> {
  const headId = await ctx.db.insert("channelHeads", { channelId, lastMessageAt: 0, recentTimes: "" });
  await ctx.db.patch("channels", channelId, { headId });
}

export async function headOf(ctx: DbCtx, channel: Doc<"channels">): Promise<Doc<"channelHeads">> {
  const head = channel.headId && (await ctx.db.get("channelHeads", channel.headId));
  if (!head) throw new Error(`Channel ${channel._id} has no head.`);
  return head;
}

/** The head of a channel that exists. */
export async function requireHead(ctx: DbCtx, channelId: Id<"channels">): Promise<Doc<"channelHeads">> {
  const channel = await ctx.db.get("channels", channelId);
  if (!channel) throw new Error(`There is no channel ${channelId}.`);
  return await headOf(ctx, channel);
}

/** After a message was posted outside threads. */
export async function advance(ctx: MutationCtx, channel: Doc<"channels">, postedAt: number): Promise<void> {
  const head = await headOf(ctx, channel);
  const recentTimes = addTime(head.recentTimes, postedAt, LIMITS.unreadCounted);
  await ctx.db.patch("channelHeads", head._id, { lastMessageAt: postedAt, recentTimes });
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
