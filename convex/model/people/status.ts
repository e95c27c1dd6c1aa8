/** What people say of themselves beside their name: an emoji, a few words, and up to when. */
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LAST_DATE_MS, LIMITS } from "../../shared/limits";
import type { UserMutationCtx } from "../access";
import * as Emoji from "../chat/emoji";
import { fail } from "../errors";
import { cleanName } from "../text";

/** `until` is a time in milliseconds; without it the status stays until another one comes. */
export const statusView = v.object({
  emoji: v.string(),
  text: v.string(),
  until: v.optional(v.number()),
});

/** @throws EMOJI_INVALID | TEXT_TOO_LONG | DATE_INVALID */
export async function set(ctx: UserMutationCtx, status: Infer<typeof statusView> | null): Promise<void> {
  const { _id: userId } = ctx.user;
  if (status === null) {
    await ctx.db.patch("users", userId, { status: undefined });
    return;
  }
  const { emoji, until } = status;
  await Emoji.requireEmoji(ctx, emoji);
  const text = cleanName(status.text);
  if (text.length > LIMITS.statusText) throw fail("TEXT_TOO_LONG");
  if (until !== undefined && !(until > Date.now() && until <= LAST_DATE_MS)) throw fail("DATE_INVALID");
  await ctx.db.patch("users", userId, { status: { emoji, text, ...(until !== undefined && { until }) } });
  if (until !== undefined) await ctx.scheduler.runAt(until, internal.presence.endStatus, { userId, until });
}

/** Takes away a status that ends then, and no other. */
export async function end(ctx: MutationCtx, userId: Id<"users">, until: number): Promise<void> {
  const person = await ctx.db.get("users", userId);
  if (person?.status?.until === until) await ctx.db.patch("users", userId, { status: undefined });
}
