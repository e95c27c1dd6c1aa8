import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { DIGEST_DAYS } from "../../shared/digests";
import { MENTION_DELAYS, type MentionDelay } from "../../shared/mentions";
import { MINUTE_MS } from "../../shared/time";
import type { DbCtx } from "../context";

export const settingsView = v.object({
  timeZone: v.string(),
  isZoneChosen: v.boolean(),
  digestDays: literals(...DIGEST_DAYS),
  digestHour: v.number(),
  nextDigestAt: v.optional(v.number()),
  weeklyReport: v.boolean(),
  nextReportAt: v.optional(v.number()),
  mentionMinutes: literals(...MENTION_DELAYS),
});

export function toView(settings: Doc<"mailSettings">) {
  const { timeZone, isZoneChosen, digestDays, digestHour, nextDigestAt } = settings;
  const { weeklyReport, nextReportAt, mentionMinutes } = settings;
  return {
    timeZone,
    isZoneChosen,
    digestDays,
    digestHour,
    nextDigestAt,
    weeklyReport,
    nextReportAt,
    mentionMinutes,
  };
}

export async function find(ctx: DbCtx, userId: Id<"users">) {
  return await ctx.db
    .query("mailSettings")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

/** The settings of somebody who called `users.ensure`, as every client does first. */
export async function require(ctx: DbCtx, userId: Id<"users">): Promise<Doc<"mailSettings">> {
  const settings = await find(ctx, userId);
  if (!settings) throw new Error(`User ${userId} has no mail settings.`);
  return settings;
}

/** Nothing that a person was mentioned in waits to be mailed. */
export const NO_MENTIONS = { mentionsSince: undefined, nextMentionsAt: undefined };

/** What waits to be mailed waits from now on, with the new delay. */
export function waiting({ mentionsSince }: Doc<"mailSettings">, minutes: MentionDelay) {
  if (mentionsSince === undefined) return {};
  if (minutes === 0) return NO_MENTIONS;
  return { nextMentionsAt: Date.now() + minutes * MINUTE_MS };
}

/**
 * The first mention after a mail, or ever, sets the time of the next one; those that follow go with it, and those that
 * an older message got by being edited.
 */
export async function noticeMention(ctx: MutationCtx, userId: Id<"users">, postedAt: number): Promise<void> {
  const settings = await find(ctx, userId);
  const minutes = settings?.mentionMinutes;
  if (!minutes) return;
  const soonest = Date.now() + minutes * MINUTE_MS;
  const { mentionsSince = Infinity, nextMentionsAt = soonest } = settings;
  // A time further away than the delay was told by a clock that was ahead.
  if (postedAt >= mentionsSince && nextMentionsAt <= soonest) return;
  await ctx.db.patch("mailSettings", settings._id, {
    mentionsSince: Math.min(postedAt, mentionsSince),
    nextMentionsAt: Math.min(nextMentionsAt, soonest),
  });
}
