/** People who were sent a link into a private channel, and ask its members to be let in. */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { findMembership, type UserMutationCtx } from "../access";
import type { DbCtx } from "../context";
import * as Requests from "../notices/requests";

export const requestView = v.object({ userId: v.id("users"), askedAt: v.number() });

async function find(ctx: DbCtx, channelId: Id<"channels">, userId: Id<"users">) {
  return await ctx.db
    .query("accessRequests")
    .withIndex("by_channelId_and_userId", (q) => q.eq("channelId", channelId).eq("userId", userId))
    .unique();
}

/**
 * Asks the members of a private channel, once until they answer. Nothing happens, and nothing is said, where there is no
 * such channel: whoever asks learns nothing of what they cannot see. The oldest request of somebody with many gives way.
 */
export async function ask(ctx: UserMutationCtx, channelText: string): Promise<void> {
  const channelId = ctx.db.normalizeId("channels", channelText);
  const channel = channelId && (await ctx.db.get("channels", channelId));
  if (channel?.kind !== "private" || channel.archivedAt !== undefined) return;
  const userId = ctx.user._id;
  if (await findMembership(ctx, channel._id, userId)) return;
  if (await find(ctx, channel._id, userId)) return;
  const own = await requestsOf(ctx, userId);
  if (own.length >= LIMITS.accessRequestsPerPerson) await end(ctx, own[0]!._id);
  const request = { channelId: channel._id, userId, askedAt: Date.now() };
  const requestId = await ctx.db.insert("accessRequests", request);
  await Requests.tell(ctx, { requestId, ...request }, await whoLetsIn(ctx, channel));
}

/** Whoever made the channel, if they are still in it, and those who joined first: some of the many who can let somebody in. */
async function whoLetsIn(ctx: DbCtx, { _id, createdBy }: Doc<"channels">): Promise<Id<"users">[]> {
  const maker = await findMembership(ctx, _id, createdBy);
  const first = await ctx.db
    .query("memberships")
    .withIndex("by_channelId_and_isDeactivated", (q) => q.eq("channelId", _id).eq("isDeactivated", false))
    .take(LIMITS.toldOfRequest);
  const people = [...(maker && !maker.isDeactivated ? [maker] : []), ...first];
  return [...new Set(people.map(({ userId }) => userId))].slice(0, LIMITS.toldOfRequest);
}

async function end(ctx: MutationCtx, requestId: Id<"accessRequests">): Promise<void> {
  await ctx.db.delete("accessRequests", requestId);
  await Requests.withdraw(ctx, requestId);
}

async function requestsOf(ctx: DbCtx, userId: Id<"users">): Promise<Doc<"accessRequests">[]> {
  return await ctx.db
    .query("accessRequests")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .take(LIMITS.accessRequestsPerPerson);
}

/** Those who wait for an answer, the first of them. */
export async function waiting(ctx: DbCtx, channelId: Id<"channels">): Promise<Infer<typeof requestView>[]> {
  const requests = await ctx.db
    .query("accessRequests")
    .withIndex("by_channelId_and_userId", (q) => q.eq("channelId", channelId))
    .take(LIMITS.accessRequestsShown);
  return requests.map(({ userId, askedAt }) => ({ userId, askedAt }));
}

/** Takes a request away, answered or not; false where there is none, since somebody else was quicker. */
export async function remove(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  userId: Id<"users">,
): Promise<boolean> {
  const request = await find(ctx, channelId, userId);
  if (request) await end(ctx, request._id);
  return request !== null;
}

/** Takes away all that a person asked for, since they leave. */
export async function removeAllOf(ctx: MutationCtx, userId: Id<"users">): Promise<void> {
  for (const { _id } of await requestsOf(ctx, userId)) await end(ctx, _id);
}
