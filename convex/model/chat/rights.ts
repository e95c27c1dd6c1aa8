/** What people may do with a channel: its owners and the admins manage it, and it says who may write. */
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { findMembership, type UserMutationCtx } from "../access";
import { fail } from "../errors";

type Channel = Doc<"channels">;

/** Who made it, until there are others. */
export const ownersOf = ({ ownerIds, createdBy }: Channel): Id<"users">[] => ownerIds ?? [createdBy];

export function canManage(user: Doc<"users">, channel: Channel): boolean {
  return user.role === "admin" || ownersOf(channel).includes(user._id);
}

/**
 * Refuses what only a manager may do, and what nobody may do to the channel of everybody or to a direct conversation.
 *
 * @throws FORBIDDEN | CHANNEL_FIXED
 */
export function checkManage(user: Doc<"users">, channel: Channel): void {
  checkFree(channel);
  if (!canManage(user, channel)) throw fail("FORBIDDEN");
}

/** @throws CHANNEL_FIXED */
export function checkFree(channel: Channel): void {
  if (channel.isDefault || channel.kind === "direct") throw fail("CHANNEL_FIXED");
}

/** As `checkManage`, for what the channel of everybody can have as well. @throws FORBIDDEN | CHANNEL_FIXED */
export function checkManageAny(user: Doc<"users">, channel: Channel): void {
  if (channel.kind === "direct") throw fail("CHANNEL_FIXED");
  if (!canManage(user, channel)) throw fail("FORBIDDEN");
}

/**
 * Where only owners announce, everybody may still reply in threads.
 *
 * @throws POSTING_LIMITED
 */
export function checkPosting(user: Doc<"users">, channel: Channel, isReply: boolean): void {
  const { posting } = channel;
  if (posting === undefined) return;
  if (posting === "owners" && (isReply || canManage(user, channel))) return;
  throw fail("POSTING_LIMITED");
}

/** Whether somebody may call all who are in a channel. */
export const mayCall = (user: Doc<"users">, channel: Channel): boolean =>
  channel.kind !== "direct" && (channel.calling === undefined || canManage(user, channel));

/** The owners when one more of the members is one, or no more. @throws NOT_FOUND | TOO_MANY_OWNERS */
export async function withOwner(
  ctx: UserMutationCtx,
  channel: Channel,
  userId: Id<"users">,
  isOwner: boolean,
): Promise<Id<"users">[]> {
  const others = ownersOf(channel).filter((id) => id !== userId);
  if (!isOwner) return others;
  if (!(await findMembership(ctx, channel._id, userId))) throw fail("NOT_FOUND");
  if (others.length >= LIMITS.channelOwners) throw fail("TOO_MANY_OWNERS");
  return [...others, userId];
}
