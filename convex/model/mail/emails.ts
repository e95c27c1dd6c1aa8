/**
 * The outbox. A mail is queued in the transaction that gave rise to it, claimed in one, and its outcome is
 * written in one; between the last two it may be with a provider.
 *
 *   queued ──claim──▶ sending ──▶ sent | failed | bounced
 *      ▲                 │
 *      └── retry, lease ─┘   the same idempotency key again: a provider that has it sends nothing twice
 *
 * Without a transport mail stays queued, to be read in the outbox, until it is too old to be of use.
 */
import { omit } from "convex-helpers";
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { EMAIL_KINDS, EMAIL_STATES, isEmailAddress, type SubscribedKind } from "../../shared/emails";
import { LIMITS } from "../../shared/limits";
import { cutText } from "../../shared/text";
import * as Digests from "../summaries/digests";
import { emailContent, subjectOf, type EmailContent } from "./emailContent";
import { mailEnv } from "../env";
import { fail } from "../errors";
import { MOST_TRIES, waitAfter } from "../retries";
import * as MentionMails from "../summaries/mentionMails";
import * as Reports from "../summaries/reports";

const MINUTE_MS = 60_000;
/** How long a sender has a mail to itself. Longer than any of its time-outs. */
const LEASE_MS = 2 * MINUTE_MS;
/** Mail older than this says nothing new: it is not sent when a transport comes at last. */
const STALE_MS = 24 * 60 * MINUTE_MS;
const BATCH = 10;
/** Mails with senders at one time, over all senders. */
const AT_ONCE = 2 * BATCH;

export const emailView = v.object({
  _id: v.id("emails"),
  _creationTime: v.number(),
  kind: literals(...EMAIL_KINDS),
  to: v.string(),
  subject: v.string(),
  status: literals(...EMAIL_STATES),
  attempts: v.number(),
  dueAt: v.number(),
  transport: v.optional(v.string()),
  error: v.optional(v.string()),
});

export function toView(email: Doc<"emails">) {
  return omit(email, ["content", "userId", "idempotencyKey"]);
}

/** What a sender needs of a mail. `attempt` tells its outcome from that of an earlier sender. */
export const claimedEmail = v.object({
  emailId: v.id("emails"),
  attempt: v.number(),
  to: v.string(),
  userId: v.optional(v.id("users")),
  subject: v.string(),
  content: emailContent,
  idempotencyKey: v.string(),
});

export const outcome = v.union(
  v.object({ kind: v.literal("sent") }),
  /** Worth another try: the provider was away, busy or did not answer in time. */
  v.object({ kind: v.literal("retry"), error: v.string() }),
  v.object({ kind: v.literal("failed"), error: v.string() }),
  /** The address refused it for good. */
  v.object({ kind: v.literal("bounced"), error: v.string() }),
);

type Draft = { to: string; content: EmailContent; idempotencyKey: string; userId?: Id<"users"> };

/** Queues a mail, once per key. @throws EMAIL_INVALID */
export async function enqueue(ctx: MutationCtx, draft: Draft): Promise<Id<"emails">> {
  const to = draft.to.trim().toLowerCase();
  if (!isEmailAddress(to)) throw fail("EMAIL_INVALID");
  const existing = await ctx.db
    .query("emails")
    .withIndex("by_idempotencyKey", (q) => q.eq("idempotencyKey", draft.idempotencyKey))
    .unique();
  if (existing) return existing._id;
  await kick(ctx);
  return await ctx.db.insert("emails", {
    ...draft,
    to,
    kind: draft.content.kind,
    subject: headerText(subjectOf(draft.content)),
    status: "queued",
    attempts: 0,
    dueAt: Date.now(),
  });
}

type Unmade = { to: string; userId: Id<"users">; kind: SubscribedKind; idempotencyKey: string };

/** Keeps, for an admin to see, that a mail could not be made. */
export async function enqueueFailed(ctx: MutationCtx, draft: Unmade, error: unknown): Promise<void> {
  await ctx.db.insert("emails", {
    ...draft,
    subject: "",
    status: "failed",
    attempts: 0,
    dueAt: Date.now(),
    error: saidBy(error),
  });
}

/** On one line and without controls: a name in a subject must not begin another header. */
function headerText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, " ").trim();
}

/** Starts a sender unless one is at work, which will come to this mail too. */
export async function kick(ctx: MutationCtx): Promise<void> {
  if (mailEnv() === null) return;
  const busy = await ctx.db
    .query("emails")
    .withIndex("by_status_and_dueAt", (q) => q.eq("status", "sending").gt("dueAt", Date.now()))
    .first();
  if (!busy) await ctx.scheduler.runAfter(0, internal.mail.deliver.deliver, {});
}

/** Takes the next mails that are due for one sender, those of a sender that went away first. */
export async function claim(ctx: MutationCtx): Promise<Infer<typeof claimedEmail>[]> {
  const now = Date.now();
  const sending = await ctx.db
    .query("emails")
    .withIndex("by_status_and_dueAt", (q) => q.eq("status", "sending"))
    .take(AT_ONCE);
  const lost = sending.filter(({ dueAt }) => dueAt <= now);
  const room = Math.min(BATCH, AT_ONCE - (sending.length - lost.length));
  const due = await ctx.db
    .query("emails")
    .withIndex("by_status_and_dueAt", (q) => q.eq("status", "queued").lte("dueAt", now))
    .take(Math.max(0, room - lost.length));
  const shared = Digests.shareReads(ctx);
  const claimed = await Promise.all(
    [...lost.slice(0, room), ...due].map(async (email) => {
      try {
        return await claimOne(ctx, email, shared);
      } catch (error) {
        // One mail that cannot be made keeps no other back.
        await ctx.db.patch("emails", email._id, { status: "failed", error: saidBy(error), dueAt: now });
        return null;
      }
    }),
  );
  return claimed.filter((email) => email !== null);
}

function saidBy(error: unknown): string {
  return cutText(`It could not be made: ${(error as Error).message}`, LIMITS.emailError);
}

async function claimOne(
  ctx: MutationCtx,
  email: Doc<"emails">,
  shared: Digests.Shared,
): Promise<Infer<typeof claimedEmail> | null> {
  const now = Date.now();
  const refusal = await reasonNotToSend(ctx, email);
  if (refusal !== null) {
    await ctx.db.patch("emails", email._id, { status: "failed", error: refusal, dueAt: now });
    return null;
  }
  const content = await contentNow(ctx, email, shared);
  if (content === null) {
    await ctx.db.delete("emails", email._id);
    return null;
  }
  const attempt = email.attempts + 1;
  const subject = headerText(subjectOf(content));
  await ctx.db.patch("emails", email._id, {
    status: "sending",
    attempts: attempt,
    dueAt: now + LEASE_MS,
    content,
    subject,
  });
  const { _id: emailId, to, userId, idempotencyKey } = email;
  return { emailId, attempt, to, userId, subject, content, idempotencyKey };
}

/** What the mail says at this moment: only what its reader has not seen yet and may still see. Null for nothing. */
async function contentNow(
  ctx: MutationCtx,
  { content, userId }: Doc<"emails">,
  shared: Digests.Shared,
): Promise<EmailContent | null> {
  if (content === undefined || "path" in content) return content ?? null;
  const user = userId && (await ctx.db.get("users", userId));
  if (!user) return null;
  switch (content.kind) {
    case "digest":
      return await Digests.refreshed(shared, user, content);
    case "weeklyReport":
      return await Reports.refreshed(ctx, user, content);
    case "mentions":
      return await MentionMails.refreshed(ctx, user, content);
    default:
      return content satisfies never;
  }
}

async function reasonNotToSend(ctx: MutationCtx, email: Doc<"emails">): Promise<string | null> {
  if (await findSuppression(ctx, email.to)) return "The address refused mail before.";
  if (Date.now() - email._creationTime > STALE_MS) return "It waited more than a day.";
  if (email.attempts >= MOST_TRIES) return email.error ?? "The sender went away each time.";
  const user = email.userId && (await ctx.db.get("users", email.userId));
  if (email.userId && (!user || user.deactivatedAt !== undefined)) return "The person has left.";
  return null;
}

/** Writes what became of an attempt; a late answer of an earlier one changes nothing. */
export async function settle(
  ctx: MutationCtx,
  emailId: Id<"emails">,
  attempt: number,
  result: Infer<typeof outcome>,
): Promise<void> {
  const email = await ctx.db.get("emails", emailId);
  if (!email || email.status !== "sending" || email.attempts !== attempt) return;
  const now = Date.now();
  const transport = mailEnv()?.transport;
  const error = "error" in result ? cutText(result.error, LIMITS.emailError) : undefined;
  const waitMs = waitAfter(attempt);
  if (result.kind === "retry" && waitMs !== undefined) {
    await ctx.db.patch("emails", emailId, { status: "queued", dueAt: now + waitMs, error, transport });
    await ctx.scheduler.runAfter(waitMs, internal.mail.deliver.deliver, {});
    return;
  }
  const status = result.kind === "retry" ? "failed" : result.kind;
  // A link that was sent is nobody else's any more.
  const content = status === "sent" && email.content ? withoutLink(email.content) : email.content;
  await ctx.db.patch("emails", emailId, { status, dueAt: now, error, transport, content });
  if (status === "bounced") await suppress(ctx, email.to, error ?? "");
}

type Refusal = { emailId: string; isSpam: boolean; reason: string };

/** What a provider says later of a mail it took. A mail called spam was delivered. False for a mail we do not have. */
export async function refused(ctx: MutationCtx, { emailId, isSpam, reason }: Refusal): Promise<boolean> {
  const id = ctx.db.normalizeId("emails", emailId);
  const email = id && (await ctx.db.get("emails", id));
  if (!email) return false;
  const content = email.content && withoutLink(email.content);
  const ended = isSpam ? {} : { status: "bounced" as const, dueAt: Date.now(), content };
  await ctx.db.patch("emails", email._id, { ...ended, error: reason });
  await suppress(ctx, email.to, reason);
  return true;
}

async function suppress(ctx: MutationCtx, email: string, reason: string): Promise<void> {
  if (!(await findSuppression(ctx, email))) await ctx.db.insert("suppressions", { email, reason });
}

export async function findSuppression(ctx: Pick<QueryCtx, "db">, email: string) {
  return await ctx.db
    .query("suppressions")
    .withIndex("by_email", (q) => q.eq("email", email))
    .unique();
}

/**
 * Queues a mail that did not get through once more, and lifts the suppression of its address. It keeps its key: a
 * provider that did send it sends nothing again.
 *
 * @throws NOT_FOUND
 * @throws EMAIL_STATE while it is on its way, after it was sent, once it is too old, and when it could not be made
 */
export async function retry(ctx: MutationCtx, emailId: Id<"emails">): Promise<void> {
  const email = await ctx.db.get("emails", emailId);
  if (!email) throw fail("NOT_FOUND");
  const hasEnded = email.status === "failed" || email.status === "bounced";
  const isWaiting = email.status === "queued" && email.attempts > 0;
  const isMade = email.content !== undefined && Date.now() - email._creationTime <= STALE_MS;
  if (!(hasEnded || isWaiting) || !isMade) throw fail("EMAIL_STATE");
  const suppression = await findSuppression(ctx, email.to);
  if (suppression) await ctx.db.delete("suppressions", suppression._id);
  await kick(ctx);
  await ctx.db.patch("emails", emailId, {
    status: "queued",
    attempts: 0,
    dueAt: Date.now(),
    error: undefined,
  });
}

function withoutLink(content: EmailContent): EmailContent {
  return "path" in content ? { ...content, path: "/sign-in" } : content;
}

/**
 * A mail as an admin may look at it: without what only its reader may read, and a link is theirs to pass on only where
 * nothing else delivers it.
 *
 * @throws EMAIL_STATE for one that could not be made
 */
export async function readable(
  ctx: Pick<QueryCtx, "db">,
  { content }: Doc<"emails">,
  adminId: Id<"users">,
): Promise<EmailContent> {
  if (content === undefined) throw fail("EMAIL_STATE");
  switch (content.kind) {
    case "digest":
      return await Digests.readableBy(ctx, content, adminId);
    case "weeklyReport":
      return await Reports.readableBy(ctx, content, adminId);
    case "mentions":
      return await MentionMails.readableBy(ctx, content, adminId);
    default:
      return mailEnv() === null ? content : withoutLink(content);
  }
}

/** Mails that are looked through for a link. */
const LINKS_SCANNED = 500;

/** The path of the newest link for a new password of this address that is still queued and valid. */
export async function waitingPasswordLink(ctx: Pick<QueryCtx, "db">, email: string): Promise<string | null> {
  const queued = await ctx.db
    .query("emails")
    .withIndex("by_status_and_dueAt", (q) => q.eq("status", "queued"))
    .order("desc")
    .take(LINKS_SCANNED);
  const wanted = email.trim().toLowerCase();
  for (const { to, content } of queued)
    if (to === wanted && content?.kind === "passwordReset" && content.expiresAt > Date.now())
      return content.path;
  return null;
}
