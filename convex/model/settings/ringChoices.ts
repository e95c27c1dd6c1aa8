/** What a person chooses of all that rings: their level, keywords, quiet hours, pauses. */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { DAY_MINUTES, type QuietHours } from "../../shared/ringing/hours";
import { keyOf } from "../../shared/ringing/keywords";
import { FOR_GOOD, LEVELS, type Level } from "../../shared/ringing/levels";
import type { UserMutationCtx, UserQueryCtx } from "../access";
import { fail } from "../errors";
import * as Levels from "./levels";
import { cleanName } from "../text";

const level = literals(...LEVELS);
const quietHours = v.object({ from: v.number(), until: v.number(), days: v.array(v.number()) });

export const choicesView = v.object({
  /** Chosen by the person; without it that of the workspace counts. */
  level: v.optional(level),
  workspaceLevel: level,
  keywords: v.array(v.string()),
  quietHours: v.optional(quietHours),
  refusesUrgent: v.boolean(),
});

export async function view(ctx: UserQueryCtx): Promise<Infer<typeof choicesView>> {
  const row = await Levels.settingsOf(ctx, ctx.user._id);
  return {
    workspaceLevel: await Levels.workspaceLevel(ctx),
    keywords: row?.keywords ?? [],
    refusesUrgent: row?.refusesUrgent ?? false,
    ...(row?.level && { level: row.level }),
    ...(row?.quietHours && { quietHours: row.quietHours }),
  };
}

/** What is left out stays; null takes it back. */
export const choicesChange = {
  level: v.optional(v.union(level, v.null())),
  keywords: v.optional(v.array(v.string())),
  quietHours: v.optional(v.union(quietHours, v.null())),
  refusesUrgent: v.optional(v.boolean()),
};
const changeValidator = v.object(choicesChange);

/** @throws TOO_MANY_KEYWORDS | KEYWORD_INVALID | QUIET_HOURS_INVALID */
export async function change(ctx: UserMutationCtx, changes: Infer<typeof changeValidator>): Promise<void> {
  const userId = ctx.user._id;
  const row = await Levels.settingsOf(ctx, userId);
  const { level, quietHours: hours, refusesUrgent } = changes;
  const keywords = changes.keywords && requireKeywords(changes.keywords);
  if (hours) requireQuietHours(hours);
  const changed = {
    ...(level !== undefined && { level: level ?? undefined }),
    ...(keywords && { keywords }),
    ...(hours !== undefined && { quietHours: hours ?? undefined }),
    ...(refusesUrgent !== undefined && { refusesUrgent }),
    changedAt: Date.now(),
  };
  if (row) await ctx.db.patch("ringSettings", row._id, changed);
  else await ctx.db.insert("ringSettings", { userId, keywords: [], ...changed });
  if (keywords) await renewKeywords(ctx, userId, keywords);
  if (level !== undefined && (row?.level === "everything") !== (level === "everything"))
    await markChannels(ctx, userId);
}

/** @throws TOO_MANY_KEYWORDS | KEYWORD_INVALID */
function requireKeywords(given: readonly string[]): string[] {
  const clean = [...new Set(given.map(cleanName))].filter((word) => word !== "");
  if (clean.length > LIMITS.keywords) throw fail("TOO_MANY_KEYWORDS");
  if (clean.some((word) => word.length > LIMITS.keyword || keyOf(word) === undefined))
    throw fail("KEYWORD_INVALID");
  return clean;
}

const isMinute = (minute: number) => Number.isInteger(minute) && minute >= 0 && minute < DAY_MINUTES;
const isDay = (day: number) => Number.isInteger(day) && day >= 1 && day <= 7;

/** @throws QUIET_HOURS_INVALID */
function requireQuietHours({ from, until, days }: QuietHours): void {
  const areDays = days.length > 0 && new Set(days).size === days.length && days.every(isDay);
  if (!isMinute(from) || !isMinute(until) || !areDays) throw fail("QUIET_HOURS_INVALID");
}

async function renewKeywords(ctx: MutationCtx, userId: Id<"users">, words: readonly string[]) {
  const rows = await ctx.db
    .query("keywords")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .take(LIMITS.keywords);
  const keys = new Set(words.map((word) => keyOf(word)!));
  for (const { _id, key } of rows) if (!keys.delete(key)) await ctx.db.delete("keywords", _id);
  for (const key of keys) await ctx.db.insert("keywords", { userId, key });
}

/** Channels that are marked in one transaction. */
const MARKED_AT_ONCE = 300;

/** Marks a person's channels by their own level, as it is by then; of very many the rest in transactions that follow. */
export async function markChannels(ctx: MutationCtx, userId: Id<"users">, after = 0): Promise<void> {
  const own = (await Levels.settingsOf(ctx, userId))?.level;
  const memberships = await ctx.db
    .query("memberships")
    .withIndex("by_userId", (q) => q.eq("userId", userId).gt("_creationTime", after))
    .take(MARKED_AT_ONCE);
  for (const { channelId } of memberships) await Levels.mark(ctx, { userId, channelId }, own);
  if (memberships.length === MARKED_AT_ONCE)
    await ctx.scheduler.runAfter(0, internal.scheduled.ringing.markChannels, {
      userId,
      after: memberships.at(-1)!._creationTime,
    });
}

/** A time that is still to come, or for good. @throws DATE_INVALID */
function requireEnd(until: number): number {
  if (!(until > Date.now() && until <= FOR_GOOD)) throw fail("DATE_INVALID");
  return until;
}

/** Nothing rings until then; null ends it. @throws DATE_INVALID */
export async function pause(ctx: UserMutationCtx, until: number | null): Promise<void> {
  const { _id: userId, pause: before } = ctx.user;
  if (until !== null) await ctx.db.patch("users", userId, { pause: spanUntil(until) });
  else if (before && before.until > Date.now())
    await ctx.db.patch("users", userId, { pause: { from: before.from, until: Date.now() } });
}

const spanUntil = (until: number) => ({ from: Date.now(), until: requireEnd(until) });

type Wanted = { level?: Level | null | undefined; mutedUntil?: number | null | undefined };

/** Chooses a level for a channel that the caller is in, or mutes it. @throws DATE_INVALID */
export async function chooseIn(
  ctx: UserMutationCtx,
  channelId: Id<"channels">,
  { level: wanted, mutedUntil }: Wanted,
): Promise<void> {
  const place = { userId: ctx.user._id, channelId };
  const mute = mutedUntil === null || mutedUntil === undefined ? mutedUntil : spanUntil(mutedUntil);
  await Levels.choose(ctx, place, { level: wanted, mute });
}

export const channelView = v.object({
  channelId: v.id("channels"),
  level: v.optional(level),
  mutedUntil: v.optional(v.number()),
});

/** What the caller has chosen in their channels. */
export async function channelViews(ctx: UserQueryCtx): Promise<Infer<typeof channelView>[]> {
  const rows = await Levels.rowsOf(ctx, ctx.user._id);
  return rows.flatMap(({ channelId, level: chosen, mute }: Doc<"channelLevels">) =>
    chosen === undefined && mute === undefined
      ? []
      : [{ channelId, ...(chosen && { level: chosen }), ...(mute && { mutedUntil: mute.until }) }],
  );
}
