import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { DIGEST_DAYS } from "../shared/digests";
import { fail } from "./errors";
import { isZone, nextHour, requireZone } from "./zones";

export const settingsView = v.object({
  timeZone: v.string(),
  isZoneChosen: v.boolean(),
  digestDays: literals(...DIGEST_DAYS),
  digestHour: v.number(),
  nextDigestAt: v.optional(v.number()),
});

/** Null as a zone follows the browser again, which is in `browserZone`. */
export const settingsChange = {
  browserZone: v.optional(v.string()),
  timeZone: v.optional(v.union(v.string(), v.null())),
  digestDays: v.optional(literals(...DIGEST_DAYS)),
  digestHour: v.optional(v.number()),
};
const changeValidator = v.object(settingsChange);

export function toView({
  timeZone,
  isZoneChosen,
  digestDays,
  digestHour,
  nextDigestAt,
}: Doc<"mailSettings">) {
  return { timeZone, isZoneChosen, digestDays, digestHour, nextDigestAt };
}

export async function find(ctx: Pick<QueryCtx, "db">, userId: Id<"users">) {
  return await ctx.db
    .query("mailSettings")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

/** Of somebody who called `users.ensure`, as every client does first. */
export async function require(ctx: Pick<QueryCtx, "db">, userId: Id<"users">): Promise<Doc<"mailSettings">> {
  const settings = await find(ctx, userId);
  if (!settings) throw new Error(`User ${userId} has no mail settings.`);
  return settings;
}

/** Takes the browser's zone over, unless the person chose one; makes the settings on the first call. */
export async function noticeZone(ctx: MutationCtx, userId: Id<"users">, browserZone?: string): Promise<void> {
  const settings = await find(ctx, userId);
  const timeZone = browserZone !== undefined && isZone(browserZone) ? browserZone : undefined;
  if (settings) {
    if (timeZone !== undefined && !settings.isZoneChosen && timeZone !== settings.timeZone)
      await ctx.db.patch("mailSettings", settings._id, scheduled({ ...settings, timeZone }));
    return;
  }
  const first = { timeZone: timeZone ?? "UTC", digestDays: "workdays", digestHour: 8 } as const;
  await ctx.db.insert("mailSettings", {
    userId,
    isZoneChosen: false,
    lastDigestAt: Date.now(),
    ...scheduled(first),
  });
}

/** @throws TIME_ZONE_INVALID | HOUR_INVALID */
export async function update(
  ctx: MutationCtx,
  settings: Doc<"mailSettings">,
  { timeZone, browserZone, digestHour, digestDays }: Infer<typeof changeValidator>,
): Promise<void> {
  const hour = digestHour ?? settings.digestHour;
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw fail("HOUR_INVALID");
  const plan = {
    timeZone: requireZone((timeZone === null ? browserZone : timeZone) ?? settings.timeZone),
    digestHour: hour,
    digestDays: digestDays ?? settings.digestDays,
  };
  const isZoneChosen = timeZone === undefined ? settings.isZoneChosen : timeZone !== null;
  await ctx.db.patch("mailSettings", settings._id, { ...scheduled(plan), isZoneChosen });
}

type Plan = Pick<Doc<"mailSettings">, "timeZone" | "digestDays" | "digestHour">;

/** A plan with the time it next comes true, from now on. */
export function scheduled({ timeZone, digestDays, digestHour }: Plan) {
  const nextDigestAt = nextHour(Date.now(), timeZone, digestHour, digestDays);
  return { timeZone, digestDays, digestHour, nextDigestAt };
}
