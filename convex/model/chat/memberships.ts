import type { PaginationOptions, PaginationResult } from "convex/server";
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { EventVerb } from "../../shared/events";
import { LIMITS } from "../../shared/limits";
import { findMembership } from "../access";
import * as Events from "../events/events";
import type { ActorCtx } from "../events/events";
import * as AccessRequests from "./accessRequests";
import * as MemberCounts from "./memberCounts";
import * as ReadPositions from "./readPositions";
import * as Follows from "../notices/follows";
import * as Notices from "../notices/notices";
import * as Levels from "../settings/levels";
import type { DbCtx } from "../context";
import { boundedPage } from "../pages";

export const memberView = v.object({
  userId: v.id("users"),
  joinedAt: v.number(),
  isDeactivated: v.boolean(),
});

/** Adds a person, who begins with everything read. Adding a member again changes nothing: false. */
export async function add(ctx: ActorCtx, channelId: Id<"channels">, userId: Id<"users">): Promise<boolean> {
  if (await findMembership(ctx, channelId, userId)) return false;
  await AccessRequests.remove(ctx, channelId, userId);
  await ctx.db.insert("memberships", { channelId, userId, joinedAt: Date.now(), isDeactivated: false });
  await MemberCounts.change(ctx, channelId, 1);
  await ReadPositions.moveToEnd(ctx, { channelId, userId });
  await Notices.markRead(ctx, userId, { channelId });
  await Levels.joined(ctx, { userId, channelId });
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
  if (!membership.isDeactivated) await MemberCounts.change(ctx, channelId, -1);
  await ReadPositions.remove(ctx, { channelId, userId });
  await Notices.markRead(ctx, userId, { channelId });
  await Follows.removeIn(ctx, userId, channelId);
  await Levels.left(ctx, { userId, channelId });
  await tell(ctx, ctx.user?._id === userId ? "left" : "removed", channelId, userId);
}

/** Memberships that are noted in one transaction. */
const NOTED_AT_ONCE = 500;

/**
 * After a person was deactivated or reactivated: they stay where they are, but are listed last and not counted. Those of
 * very many channels are noted in transactions that follow, as the person stands then.
 */
export async function noteStanding(
  ctx: MutationCtx,
  { _id: userId, isDeactivated }: Pick<Doc<"users">, "_id" | "isDeactivated">,
  after = 0,
): Promise<void> {
  const memberships = await ctx.db
    .query("memberships")
    .withIndex("by_userId", (q) => q.eq("userId", userId).gt("_creationTime", after))
    .take(NOTED_AT_ONCE);
  for (const membership of memberships) {
    if (membership.isDeactivated === isDeactivated) continue;
    await ctx.db.patch("memberships", membership._id, { isDeactivated });
    await MemberCounts.change(ctx, membership.channelId, isDeactivated ? -1 : 1);
  }
  const last = memberships.at(-1);
  if (last && memberships.length === NOTED_AT_ONCE)
    await ctx.scheduler.runAfter(0, internal.users.noteStanding, { userId, after: last._creationTime });
}

/** Whether anybody in the channel can still open it. */
export async function hasActive(ctx: DbCtx, channelId: Id<"channels">): Promise<boolean> {
  return (await MemberCounts.countOf(ctx, channelId)) > 0;
}

/** A page of the people of a channel: who joined first comes first, those who were deactivated come last. */
export async function page(
  ctx: DbCtx,
  channelId: Id<"channels">,
  opts: PaginationOptions,
): Promise<PaginationResult<Infer<typeof memberView>>> {
  const result = await ctx.db
    .query("memberships")
    .withIndex("by_channelId_and_isDeactivated", (q) => q.eq("channelId", channelId))
    .paginate(boundedPage(opts));
  return {
    ...result,
    page: result.page.map(({ userId, joinedAt, isDeactivated }) => ({ userId, joinedAt, isDeactivated })),
  };
}

/** The active people of a channel who joined first. */
export async function first(ctx: DbCtx, channelId: Id<"channels">, most: number): Promise<Id<"users">[]> {
  const memberships = await ctx.db
    .query("memberships")
    .withIndex("by_channelId_and_isDeactivated", (q) =>
      q.eq("channelId", channelId).eq("isDeactivated", false),
    )
    .take(most);
  return memberships.map(({ userId }) => userId);
}

/** Those of these people who are in a channel. */
export async function among(
  ctx: DbCtx,
  channelId: Id<"channels">,
  userIds: readonly Id<"users">[],
): Promise<Id<"users">[]> {
  const memberships = await Promise.all(
    userIds.map(async (userId) => await findMembership(ctx, channelId, userId)),
  );
  return memberships.flatMap((membership) => membership?.userId ?? []);
}

async function membershipsOf(ctx: DbCtx, userId: Id<"users">): Promise<Doc<"memberships">[]> {
  return await ctx.db
    .query("memberships")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .order("desc")
    .take(LIMITS.channelsPerPerson);
}

/** The channels a person is in, newest membership first. */
export async function channelIdsOf(ctx: DbCtx, userId: Id<"users">): Promise<Id<"channels">[]> {
  const memberships = await membershipsOf(ctx, userId);
  return memberships.map(({ channelId }) => channelId);
}
