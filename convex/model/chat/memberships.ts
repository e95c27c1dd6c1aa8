import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { EventVerb } from "../../shared/events";
import { LIMITS } from "../../shared/limits";
import { findMembership } from "../access";
import * as Events from "../events/events";
import type { ActorCtx } from "../events/events";
import * as MemberCounts from "./memberCounts";
import * as ReadPositions from "./readPositions";
import * as Notices from "../notices/notices";
import type { DbCtx } from "../context";

/** Adds a person, who begins with everything read. Adding a member again changes nothing: false. */
export async function add(ctx: ActorCtx, channelId: Id<"channels">, userId: Id<"users">): Promise<boolean> {
  if (await findMembership(ctx, channelId, userId)) return false;
  await ctx.db.insert("memberships", { channelId, userId, joinedAt: Date.now() });
  await MemberCounts.change(ctx, channelId, 1);
  await ReadPositions.moveToEnd(ctx, { channelId, userId });
  await Notices.markRead(ctx, userId, { channelId });
  const isOwn = ctx.user === undefined || ctx.user._id === userId;
  await tell(ctx, isOwn ? "joined" : "added", channelId, userId);
  return true;
}

async function tell(ctx: ActorCtx, verb: EventVerb, channelId: Id<"channels">, personId: Id<"users">) {
  await Events.record(ctx, { noun: "channel", verb, subject: channelId, personId });
}

/** Takes a person out. Somebody who is no member is left alone. */
export async function remove(ctx: ActorCtx, channelId: Id<"channels">, userId: Id<"users">): Promise<void> {
  const membership = await findMembership(ctx, channelId, userId);
  if (!membership) return;
  await ctx.db.delete("memberships", membership._id);
  const user = await ctx.db.get("users", userId);
  if (user && user.deactivatedAt === undefined) await MemberCounts.change(ctx, channelId, -1);
  await ReadPositions.remove(ctx, { channelId, userId });
  await Notices.markRead(ctx, userId, { channelId });
  await tell(ctx, ctx.user?._id === userId ? "left" : "removed", channelId, userId);
}

/** After a person was deactivated (-1) or reactivated (1): they stay where they are, but are not counted. */
export async function countPerson(ctx: MutationCtx, userId: Id<"users">, by: 1 | -1): Promise<void> {
  for (const channelId of await channelIdsOf(ctx, userId)) await MemberCounts.change(ctx, channelId, by);
}

/** Whether anybody in the channel can still open it. */
export async function hasActive(ctx: DbCtx, channelId: Id<"channels">): Promise<boolean> {
  const memberships = ctx.db
    .query("memberships")
    .withIndex("by_channelId_and_userId", (q) => q.eq("channelId", channelId));
  for await (const { userId } of memberships) {
    const user = await ctx.db.get("users", userId);
    if (user && user.deactivatedAt === undefined) return true;
  }
  return false;
}

/** The channels a person is in, newest membership first. */
export async function channelIdsOf(ctx: DbCtx, userId: Id<"users">): Promise<Id<"channels">[]> {
  const memberships = await ctx.db
    .query("memberships")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .order("desc")
    .take(LIMITS.channelsPerPerson);
  return memberships.map(({ channelId }) => channelId);
}
