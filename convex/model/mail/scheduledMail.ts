/**
 * Mail that comes to each person at a time of their own: the digest, the weekly report, and what they were mentioned in.
 *
 *   mailSettings.next…At ≤ now ──sweep──▶ an email with a key of its person and period, and the next time
 *
 * Both in one transaction, so a process that dies leaves either none or both.
 */
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { SubscribedKind } from "../../shared/emails";
import { DAY_MS } from "../../shared/time";
import * as MailSettings from "../settings/mailSettings";
import * as Digests from "../summaries/digests";
import * as Emails from "./emails";
import type { Schedule, SweepArgs } from "./kinds/kind";
import { kindNamed, type EmailContent } from "./kinds/kinds";

/** People per transaction: a message that is sent meanwhile waits for all of them. */
const PEOPLE = { least: 4, most: 16 };
/** A sweep comes so soon after the one before where nobody else is at work. */
const PROMPT_MS = 50;

type Settings = Doc<"mailSettings">;

function scheduleOf(name: SubscribedKind): Schedule<EmailContent> {
  const { schedule } = kindNamed(name);
  if (schedule === undefined) throw new Error(`Mail of the kind ${name} has no schedule.`);
  return schedule;
}

/**
 * Queues the mail that is due, some people per transaction, and schedules itself: at once while there are more, and
 * for those whose time comes before the next run of the cron, such as a full hour in India.
 */
export async function sweep(ctx: MutationCtx, name: SubscribedKind, { before }: SweepArgs): Promise<void> {
  const schedule = scheduleOf(name);
  const now = Date.now();
  const people = peopleAt(now, before);
  const due = await schedule.due(ctx, 0, now).take(people);
  const shared = Digests.shareReads(ctx, ctx.meta.getSnapshotTs());
  for (const settings of due) {
    try {
      await sweepOne(ctx, name, settings, shared);
    } catch (error) {
      await keepFailure(ctx, name, settings, error);
    }
  }
  if (due.length === people) {
    await ctx.scheduler.runAfter(0, schedule.sweep, { before: { people, at: now } });
    return;
  }
  const nextRunAt = Math.floor(now / schedule.everyMs) * schedule.everyMs + schedule.everyMs;
  const next = await schedule.due(ctx, now, nextRunAt - 1).first();
  const dueAt = next && schedule.dueAt(next);
  if (dueAt) await ctx.scheduler.runAt(dueAt, schedule.sweep, {});
}

/** Many while no sweep has to wait, few when the last one did: then others are at work. */
function peopleAt(now: number, before: SweepArgs["before"]): number {
  const isPrompt = before !== undefined && now - before.at < PROMPT_MS;
  return isPrompt ? Math.min(2 * before.people, PEOPLE.most) : PEOPLE.least;
}

/** One person whose mail cannot be made keeps nobody else's back; they are tried again a day later. */
async function keepFailure(ctx: MutationCtx, name: SubscribedKind, settings: Settings, error: unknown) {
  await ctx.db.patch("mailSettings", settings._id, scheduleOf(name).later(Date.now() + DAY_MS));
  const user = await ctx.db.get("users", settings.userId);
  if (user?.email === undefined) return;
  const idempotencyKey = `${name}:${user._id}:failed:${Date.now()}`;
  await Emails.enqueueFailed(ctx, { to: user.email, userId: user._id, kind: name, idempotencyKey }, error);
}

async function sweepOne(
  ctx: MutationCtx,
  name: SubscribedKind,
  settings: Settings,
  shared: Digests.Shared,
): Promise<void> {
  const schedule = scheduleOf(name);
  const user = await ctx.db.get("users", settings.userId);
  if (!user || user.deactivatedAt !== undefined) {
    const none = { nextDigestAt: undefined, nextReportAt: undefined, ...MailSettings.NO_MENTIONS };
    await ctx.db.patch("mailSettings", settings._id, none);
    return;
  }
  const isInTime = Date.now() - (schedule.dueAt(settings) ?? 0) < schedule.tooLateMs;
  const { email } = user;
  if (isInTime && email !== undefined && (await Emails.findSuppression(ctx, email)) === null) {
    const made = await schedule.toSend(ctx, { user, settings, shared });
    if (made) {
      const idempotencyKey = `${name}:${user._id}:${made.period}`;
      await Emails.enqueue(ctx, { to: email, userId: user._id, content: made.content, idempotencyKey });
    }
  }
  await ctx.db.patch("mailSettings", settings._id, schedule.moveOn(settings));
}
