/** When a person's mail comes by itself: made on their first visit, and again as their settings or their time zone change. */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { DIGEST_DAYS } from "../../shared/digests";
import { MAIL_LANES, type SubscribedKind } from "../../shared/emails";
import { DEFAULT_MENTION_DELAY, MENTION_DELAYS } from "../../shared/mentions";
import { fail } from "../errors";
import { find, waiting } from "./mailSettings";
import { isZone, nextHour, requireZone } from "./zones";

/** Null as a zone follows the browser again, which is in `browserZone`. */
export const settingsChange = {
  browserZone: v.optional(v.string()),
  timeZone: v.optional(v.union(v.string(), v.null())),
  digestDays: v.optional(literals(...DIGEST_DAYS)),
  digestHour: v.optional(v.number()),
  weeklyReport: v.optional(v.boolean()),
  mentionMinutes: v.optional(literals(...MENTION_DELAYS)),
};
const changeValidator = v.object(settingsChange);

/** What changes when somebody wants one kind of mail no more. */
export const WITHOUT: Record<SubscribedKind, Infer<typeof changeValidator>> = {
  digest: { digestDays: "never" },
  weeklyReport: { weeklyReport: false },
  mentions: { mentionMinutes: 0 },
};

/**
 * Takes the browser's zone over, unless the person chose one; makes the settings on the first call, and gives those
 * from before there were weekly reports their first one.
 */
export async function noticeZone(ctx: MutationCtx, userId: Id<"users">, browserZone?: string): Promise<void> {
  const settings = await find(ctx, userId);
  const timeZone = browserZone !== undefined && isZone(browserZone) ? browserZone : undefined;
  if (settings) {
    const isMoved = timeZone !== undefined && !settings.isZoneChosen && timeZone !== settings.timeZone;
    const plan = { ...settings, ...(isMoved && { timeZone }) };
    if (isMoved) await ctx.db.patch("mailSettings", settings._id, { timeZone, ...scheduled(plan) });
    return;
  }
  const first = {
    timeZone: timeZone ?? "UTC",
    digestDays: "workdays",
    digestHour: 8,
    weeklyReport: true,
  } as const;
  await ctx.db.insert("mailSettings", {
    userId,
    lane: Math.floor(Math.random() * MAIL_LANES),
    isZoneChosen: false,
    lastDigestAt: Date.now(),
    mentionMinutes: DEFAULT_MENTION_DELAY,
    ...first,
    ...scheduled(first),
  });
}

/**
 * What does not change keeps its next time, also one that is past and whose mail is still to come.
 *
 * @throws TIME_ZONE_INVALID | HOUR_INVALID
 */
export async function update(
  ctx: MutationCtx,
  settings: Doc<"mailSettings">,
  changes: Infer<typeof changeValidator>,
): Promise<void> {
  const { timeZone, browserZone, digestHour, digestDays, weeklyReport, mentionMinutes } = changes;
  const hour = digestHour ?? settings.digestHour;
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw fail("HOUR_INVALID");
  const plan = {
    timeZone: requireZone((timeZone === null ? browserZone : timeZone) ?? settings.timeZone),
    digestHour: hour,
    digestDays: digestDays ?? settings.digestDays,
    weeklyReport: weeklyReport ?? settings.weeklyReport,
  };
  const has = (...names: (keyof typeof changes)[]) => names.some((name) => changes[name] !== undefined);
  const isZoneChosen = timeZone === undefined ? settings.isZoneChosen : timeZone !== null;
  await ctx.db.patch("mailSettings", settings._id, {
    ...plan,
    isZoneChosen,
    ...(mentionMinutes !== undefined && { mentionMinutes, ...waiting(settings, mentionMinutes) }),
    ...(has("timeZone", "digestHour", "digestDays") && nextDigest(plan)),
    ...(has("timeZone", "weeklyReport") && nextReport(plan)),
  });
}

type DigestPlan = Pick<Doc<"mailSettings">, "timeZone" | "digestDays" | "digestHour">;

/** When a plan next comes true, from now on. */
export function nextDigest({ timeZone, digestDays, digestHour }: DigestPlan) {
  return { nextDigestAt: nextHour(Date.now(), timeZone, digestHour, digestDays) };
}

const REPORT_HOUR = 9;

export function nextReport(plan: Pick<Doc<"mailSettings">, "timeZone" | "weeklyReport">) {
  if (!plan.weeklyReport) return { nextReportAt: undefined };
  return { nextReportAt: nextHour(Date.now(), plan.timeZone, REPORT_HOUR, "mondays") };
}

/** All of it. */
export function scheduled(plan: DigestPlan & Pick<Doc<"mailSettings">, "weeklyReport">) {
  return { ...nextDigest(plan), ...nextReport(plan) };
}
