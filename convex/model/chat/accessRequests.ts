/** People who were sent a link into a private channel, and ask its members to be let in. */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { findMembership, type UserMutationCtx } from "../access";
import type { DbCtx } from "../context";

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
  if (own.length >= LIMITS.accessRequestsPerPerson) await ctx.db.delete("accessRequests", own[0]!._id);
  await ctx.db.insert("accessRequests", { channelId: channel._id, userId, askedAt: Date.now() });
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
  if (request) await ctx.db.delete("accessRequests", request._id);
  return request !== null;
}

/** Takes away all that a person asked for, since they leave. */
export async function removeAllOf(ctx: MutationCtx, userId: Id<"users">): Promise<void> {
  for (const { _id } of await requestsOf(ctx, userId)) await ctx.db.delete("accessRequests", _id);
}
