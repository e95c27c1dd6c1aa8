/**
 * Mail that comes to each person at a time of their own: the digest, the weekly report, and what they were mentioned in.
 *
 *   mailSettings.next…At ≤ now ──sweep──▶ an email with a key of its person and period, and the next time
 *
 * Both in one transaction, so a process that dies leaves either none or both.
 */
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { MAIL_LANES, type SubscribedKind } from "../../shared/emails";
import { DAY_MS } from "../../shared/time";
import { eachRow } from "../batches";
import * as MailSettings from "../settings/mailSettings";
import * as Digests from "../summaries/digests";
import * as Emails from "./emails";
import type { Schedule, SweepArgs } from "./kinds/kind";
import { kindNamed, type EmailContent } from "./kinds/kinds";

/** People per transaction: on the engine a message that is sent meanwhile waits for all of them. */
const PEOPLE = { least: 4, most: 16 };
/** A sweep comes so soon after the one before of its lane where nobody else is at work. */
const PROMPT_MS = 50 * MAIL_LANES;

type Settings = Doc<"mailSettings">;

function scheduleOf(name: SubscribedKind): Schedule<EmailContent> {
  const { schedule } = kindNamed(name);
  if (schedule === undefined) throw new Error(`Mail of the kind ${name} has no schedule.`);
  return schedule;
}

/**
 * Queues the mail that is due, some people per transaction. Without a lane it looks through all of them, and where more
 * people are due than it takes, each of their lanes goes on by itself: lanes share no settings, so sweeps of different
 * lanes never meet. Comes again for those whose time comes before the next run of the cron, such as a full hour in India.
 */
export async function sweep(
  ctx: MutationCtx,
  name: SubscribedKind,
  { lane, before }: SweepArgs,
): Promise<void> {
  const schedule = scheduleOf(name);
  const now = Date.now();
  const lanes = lane === undefined ? Array.from({ length: MAIL_LANES }, (_, i) => i) : [lane];
  const people = peopleAt(now, before);
  const left = await sweepSome(ctx, name, lanes, { now, people });
  for (const one of left)
    await ctx.scheduler.runAfter(0, schedule.sweep, { lane: one, before: { people, at: now } });
  const until = Math.floor(now / schedule.everyMs) * schedule.everyMs + schedule.everyMs - 1;
  const others = lanes.filter((one) => !left.includes(one));
  const next = await Promise.all(others.map((one) => schedule.due(ctx, one, { from: now, until }).first()));
  const times = next.flatMap((settings) => (settings && schedule.dueAt(settings)) ?? []);
  const again = lane === undefined ? {} : { lane };
  if (times.length > 0) await ctx.scheduler.runAt(Math.min(...times), schedule.sweep, again);
}

/** Queues the mail of so many people of these lanes. Answers the lanes in which more are due. */
async function sweepSome(
  ctx: MutationCtx,
  name: SubscribedKind,
  lanes: readonly number[],
  { now, people }: { now: number; people: number },
): Promise<number[]> {
  const schedule = scheduleOf(name);
  const span = { from: 0, until: now };
  const due = await Promise.all(lanes.map((lane) => schedule.due(ctx, lane, span).take(people + 1)));
  const inTurn = due.flat().sort((a, b) => (schedule.dueAt(a) ?? 0) - (schedule.dueAt(b) ?? 0));
  const shared = Digests.shareReads(ctx, ctx.meta.getSnapshotTs());
  const done = new Set<string>();
  await eachRow(ctx, inTurn.slice(0, people), {
    need: () => kindNamed(name).need,
    step: async (settings, isFirst) => {
      await sweepOne(ctx, name, settings, { ...shared, isFirst });
      done.add(settings._id);
    },
    failed: async (settings, reason) => {
      await keepFailure(ctx, name, settings, reason);
      done.add(settings._id);
    },
  });
  return lanes.filter((_, i) => due[i]!.some(({ _id }) => !done.has(_id)));
}

/** Many while no sweep has to wait, few when the last one did: then others are at work. */
function peopleAt(now: number, before: SweepArgs["before"]): number {
  const isPrompt = before !== undefined && now - before.at < PROMPT_MS;
  return isPrompt ? Math.min(2 * before.people, PEOPLE.most) : PEOPLE.least;
}

/** One person whose mail cannot be made is tried again a day later. */
async function keepFailure(ctx: MutationCtx, name: SubscribedKind, settings: Settings, reason: string) {
  await ctx.db.patch("mailSettings", settings._id, scheduleOf(name).later(Date.now() + DAY_MS));
  const user = await ctx.db.get("users", settings.userId);
  if (user?.email === undefined) return;
  const idempotencyKey = `${name}:${user._id}:failed:${Date.now()}`;
  await Emails.enqueueFailed(ctx, { to: user.email, userId: user._id, kind: name, idempotencyKey }, reason);
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
