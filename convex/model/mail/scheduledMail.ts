/**
 * Mail that comes to each person at a time of their own: the digest, the weekly report, and what they were mentioned in.
 *
 *   mailSettings.next…At ≤ now ──sweep──▶ an email with a key of its person and period, and the next time
 *
 * Both in one transaction, so a process that dies leaves either none or both.
 */
import type { FunctionReference } from "convex/server";
import { v, type ObjectType } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import * as Digests from "../summaries/digests";
import type { EmailContent } from "./emailContent";
import * as Emails from "./emails";
import * as MailSettings from "../settings/mailSettings";
import * as MentionMails from "../summaries/mentionMails";
import * as Reports from "../summaries/reports";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** People per transaction: a message that is sent meanwhile waits for all of them. */
const PEOPLE = { least: 4, most: 16 };
/** A sweep comes so soon after the one before where nobody else is at work. */
const PROMPT_MS = 50;

/** What a sweep tells the next one of itself. */
export const sweepArgs = { before: v.optional(v.object({ people: v.number(), at: v.number() })) };
type SweepArgs = ObjectType<typeof sweepArgs>;

type Settings = Doc<"mailSettings">;
type Person = { user: Doc<"users">; settings: Settings; shared: Digests.Shared };
type Kind = {
  sweep: FunctionReference<"mutation", "internal", SweepArgs, null>;
  /** How often its cron runs. */
  everyMs: number;
  /** Mail that would come later than this, because the server was away, is left out. */
  tooLateMs: number;
  /** Whose time is after `from` and not after `until`, soonest first. */
  due: typeof digestsDue;
  dueAt: (settings: Settings) => number | undefined;
  moveOn: (settings: Settings) => Partial<Settings>;
  /** The same where the next time cannot be told from the settings. */
  later: (at: number) => Partial<Settings>;
  /** What there is to say now, and of which day or week; null for nothing. */
  make: (
    ctx: MutationCtx,
    person: Person,
  ) => Promise<{ content: EmailContent; period: string | number } | null>;
};

function digestsDue(ctx: MutationCtx, from: number, until: number) {
  return ctx.db
    .query("mailSettings")
    .withIndex("by_nextDigestAt", (q) => q.gt("nextDigestAt", from).lte("nextDigestAt", until));
}

function reportsDue(ctx: MutationCtx, from: number, until: number) {
  return ctx.db
    .query("mailSettings")
    .withIndex("by_nextReportAt", (q) => q.gt("nextReportAt", from).lte("nextReportAt", until));
}

function mentionsDue(ctx: MutationCtx, from: number, until: number) {
  return ctx.db
    .query("mailSettings")
    .withIndex("by_nextMentionsAt", (q) => q.gt("nextMentionsAt", from).lte("nextMentionsAt", until));
}

const NO_MENTIONS = { mentionsSince: undefined, nextMentionsAt: undefined };

/** The next digest says it all; a report is of a week that is over, and as good in the afternoon. */
const KINDS = {
  digest: {
    sweep: internal.digests.sweep,
    everyMs: HOUR_MS,
    tooLateMs: 6 * HOUR_MS,
    due: digestsDue,
    dueAt: ({ nextDigestAt }) => nextDigestAt,
    moveOn: (settings) => ({ ...MailSettings.nextDigest(settings), lastDigestAt: Date.now() }),
    later: (nextDigestAt) => ({ nextDigestAt }),
    make: async (_ctx, { user, settings, shared }) => {
      const content = await Digests.toSend(shared, user, settings);
      return content && { content, period: content.day };
    },
  },
  weeklyReport: {
    sweep: internal.reports.sweep,
    everyMs: HOUR_MS,
    tooLateMs: 48 * HOUR_MS,
    due: reportsDue,
    dueAt: ({ nextReportAt }) => nextReportAt,
    moveOn: MailSettings.nextReport,
    later: (nextReportAt) => ({ nextReportAt }),
    make: async (ctx, { user }) => {
      const content = await Reports.toSend(ctx, user);
      return content && { content, period: content.week };
    },
  },
  mentions: {
    sweep: internal.mentionMails.sweep,
    everyMs: 5 * MINUTE_MS,
    tooLateMs: 24 * HOUR_MS,
    due: mentionsDue,
    dueAt: ({ nextMentionsAt }) => nextMentionsAt,
    moveOn: () => NO_MENTIONS,
    later: (nextMentionsAt) => ({ nextMentionsAt }),
    make: async (ctx, { user, settings }) => {
      const since = settings.mentionsSince ?? 0;
      const content = await MentionMails.toSend(ctx, user, { since, until: Date.now() });
      return content && { content, period: since };
    },
  },
} satisfies Record<string, Kind>;

/**
 * Queues the mail that is due, some people per transaction, and schedules itself: at once while there are more, and
 * for those whose time comes before the next run of the cron, such as a full hour in India.
 */
export async function sweep(
  ctx: MutationCtx,
  name: keyof typeof KINDS,
  { before }: SweepArgs,
): Promise<void> {
  const kind: Kind = KINDS[name];
  const now = Date.now();
  const people = peopleAt(now, before);
  const due = await kind.due(ctx, 0, now).take(people);
  const shared = Digests.shareReads(ctx);
  for (const settings of due) {
    try {
      await sweepOne(ctx, name, settings, shared);
    } catch (error) {
      await keepFailure(ctx, name, settings, error);
    }
  }
  if (due.length === people) {
    await ctx.scheduler.runAfter(0, kind.sweep, { before: { people, at: now } });
    return;
  }
  const nextRunAt = Math.floor(now / kind.everyMs) * kind.everyMs + kind.everyMs;
  const next = await kind.due(ctx, now, nextRunAt - 1).first();
  const dueAt = next && kind.dueAt(next);
  if (dueAt) await ctx.scheduler.runAt(dueAt, kind.sweep, {});
}

/** Many while no sweep has to wait, few when the last one did: then others are at work. */
function peopleAt(now: number, before: SweepArgs["before"]): number {
  const isPrompt = before !== undefined && now - before.at < PROMPT_MS;
  return isPrompt ? Math.min(2 * before.people, PEOPLE.most) : PEOPLE.least;
}

/** One person whose mail cannot be made keeps nobody else's back; they are tried again a day later. */
async function keepFailure(ctx: MutationCtx, name: keyof typeof KINDS, settings: Settings, error: unknown) {
  await ctx.db.patch("mailSettings", settings._id, (KINDS[name] satisfies Kind).later(Date.now() + DAY_MS));
  const user = await ctx.db.get("users", settings.userId);
  if (user?.email === undefined) return;
  const idempotencyKey = `${name}:${user._id}:failed:${Date.now()}`;
  await Emails.enqueueFailed(ctx, { to: user.email, userId: user._id, kind: name, idempotencyKey }, error);
}

async function sweepOne(
  ctx: MutationCtx,
  name: keyof typeof KINDS,
  settings: Settings,
  shared: Digests.Shared,
): Promise<void> {
  const kind: Kind = KINDS[name];
  const user = await ctx.db.get("users", settings.userId);
  if (!user || user.deactivatedAt !== undefined) {
    const none = { nextDigestAt: undefined, nextReportAt: undefined, ...NO_MENTIONS };
    await ctx.db.patch("mailSettings", settings._id, none);
    return;
  }
  const isInTime = Date.now() - (kind.dueAt(settings) ?? 0) < kind.tooLateMs;
  const { email } = user;
  if (isInTime && email !== undefined && (await Emails.findSuppression(ctx, email)) === null) {
    const made = await kind.make(ctx, { user, settings, shared });
    if (made) {
      const idempotencyKey = `${name}:${user._id}:${made.period}`;
      await Emails.enqueue(ctx, { to: email, userId: user._id, content: made.content, idempotencyKey });
    }
  }
  await ctx.db.patch("mailSettings", settings._id, kind.moveOn(settings));
}
