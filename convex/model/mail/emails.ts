/**
 * Mail, and the queue that it leaves by. Without a transport it stays queued, to be read by admins, until it is too old
 * to be of use. Each attempt has the same idempotency key: a provider that has it sends nothing twice.
 */
import { omit } from "convex-helpers";
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { EMAIL_KINDS, EMAIL_STATES, isEmailAddress, type SubscribedKind } from "../../shared/emails";
import { DAY_MS, MINUTE_MS } from "../../shared/time";
import * as Deliveries from "../deliveries";
import { mailEnv } from "../env";
import { fail } from "../errors";
import * as Workspace from "../settings/workspace";
import * as Digests from "../summaries/digests";
import { emailContent, kindOf, type EmailContent } from "./kinds/kinds";
import type { DbCtx } from "../context";

/** Mail older than this says nothing new: it is not sent when a transport comes at last. */
const STALE_MS = DAY_MS;
/** Mails of one sender on their way at one time: so many that a morning's are out within the hour (decision 24). */
export const BATCH = 20;

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
  return omit(email, ["content", "userId", "idempotencyKey", "queuedTs"]);
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
  ...Deliveries.failure.members,
  /** The address refused it for good. */
  v.object({ kind: v.literal("bounced"), error: v.string() }),
);

const QUEUE: Deliveries.Queue<Doc<"emails">, Infer<typeof claimedEmail>> = {
  name: "emails",
  leaseMs: 2 * MINUTE_MS,
  waitsMs: Deliveries.LONG_WAITS_MS,
  isOn: () => mailEnv() !== null,
  rows: (ctx, { status, from, until }) =>
    ctx.db
      .query("emails")
      .withIndex("by_status_and_dueAt_and_queuedTs", (q) =>
        q.eq("status", status).gte("dueAt", from).lte("dueAt", until),
      ),
  fresh: (ctx, until) =>
    ctx.db
      .query("emails")
      .withIndex("by_status_and_dueAt_and_queuedTs", (q) =>
        q.eq("status", "queued").eq("dueAt", 0).lte("queuedTs", until),
      ),
  patch: async (ctx, id, fields) => await ctx.db.patch("emails", id, fields),
  maker: (ctx) => {
    const shared = Digests.shareReads(ctx, ctx.meta.getSnapshotTs());
    return async (email, attempt, isFirst) => await make(ctx, { ...shared, isFirst }, email, attempt);
  },
  need: ({ content }) => ({ ...(content && kindOf(content).need) }),
  unmade: async (ctx, { _id }, reason) => await end(ctx, _id, "failed", unmade(reason)),
};

export const kick = async (ctx: MutationCtx) => await Deliveries.kick(ctx, QUEUE);
export const claim = async (ctx: MutationCtx, { sender, most = BATCH }: { sender: string; most?: number }) =>
  await Deliveries.claim(ctx, QUEUE, { sender, most });
export const release = async (ctx: MutationCtx, sender: string) =>
  await Deliveries.release(ctx, QUEUE, sender);

export const standing = async (ctx: DbCtx) => await Deliveries.standing(ctx, QUEUE);

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
    subject: subjectOf(draft.content, await Workspace.name(ctx)),
    ...Deliveries.queued(ctx),
  });
}

type Unmade = { to: string; userId: Id<"users">; kind: SubscribedKind; idempotencyKey: string };

/** Keeps, for an admin to see, that a mail could not be made. */
export async function enqueueFailed(ctx: MutationCtx, draft: Unmade, reason: string): Promise<void> {
  await ctx.db.insert("emails", {
    ...draft,
    subject: "",
    status: "failed",
    attempts: 0,
    dueAt: Date.now(),
    queuedTs: ctx.db.vars.commitTs,
    error: unmade(reason),
  });
}

function unmade(reason: string): string {
  return Deliveries.cutError(`It could not be made: ${reason}`);
}

async function end(ctx: MutationCtx, id: Id<"emails">, status: "failed" | "bounced", error: string) {
  await ctx.db.patch("emails", id, { status, error, dueAt: Date.now() });
}

/** On one line and without controls: a name in a subject must not begin another header. */
function subjectOf(content: EmailContent, workspace: string): string {
  const text = kindOf(content).subject(content, workspace);
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, " ").trim();
}

async function make(
  ctx: MutationCtx,
  shared: Digests.Shared,
  email: Doc<"emails">,
  attempt: number,
): Promise<Infer<typeof claimedEmail> | null> {
  const { _id: emailId, to, userId, idempotencyKey } = email;
  const user = (userId && (await ctx.db.get("users", userId))) ?? null;
  const refusal = await reasonNotToSend(ctx, email, user);
  if (refusal !== null) {
    await end(ctx, emailId, "failed", refusal);
    return null;
  }
  const content = email.content && (await kindOf(email.content).refreshed(shared, user, email.content));
  if (!content) {
    await ctx.db.delete("emails", emailId);
    return null;
  }
  const subject = subjectOf(content, await Workspace.name(ctx));
  await ctx.db.patch("emails", emailId, { content, subject });
  return { emailId, attempt, to, userId, subject, content, idempotencyKey };
}

async function reasonNotToSend(ctx: MutationCtx, email: Doc<"emails">, user: Doc<"users"> | null) {
  if (await findSuppression(ctx, email.to)) return "The address refused mail before.";
  if (Date.now() - email._creationTime > STALE_MS) return "It waited more than a day.";
  if (email.attempts > QUEUE.waitsMs.length) return email.error ?? "The sender went away each time.";
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
  if (!email || !Deliveries.isWith(attempt, email)) return;
  await ctx.db.patch("emails", emailId, { transport: mailEnv()?.transport });
  if (result.kind === "retry" && (await Deliveries.retry(ctx, QUEUE, email, result.error))) return;
  const status = result.kind === "retry" ? "failed" : result.kind;
  const error = "error" in result ? Deliveries.cutError(result.error) : undefined;
  const content = status === "sent" ? ended(email.content) : email.content;
  await ctx.db.patch("emails", emailId, { status, dueAt: Date.now(), error, content });
  if (status === "bounced") await suppress(ctx, email.to, error ?? "");
}

function ended(content: EmailContent | undefined): EmailContent | undefined {
  return content && (kindOf(content).ended?.(content) ?? content);
}

type Refusal = { emailId: string; isSpam: boolean; reason: string };

/** What a provider says later of a mail it took. A mail called spam was delivered. False for a mail we do not have. */
export async function refused(ctx: MutationCtx, { emailId, isSpam, reason }: Refusal): Promise<boolean> {
  const id = ctx.db.normalizeId("emails", emailId);
  const email = id && (await ctx.db.get("emails", id));
  if (!email) return false;
  if (isSpam) await ctx.db.patch("emails", email._id, { error: reason });
  else {
    await end(ctx, email._id, "bounced", reason);
    await ctx.db.patch("emails", email._id, { content: ended(email.content) });
  }
  await suppress(ctx, email.to, reason);
  return true;
}

async function suppress(ctx: MutationCtx, email: string, reason: string): Promise<void> {
  if (!(await findSuppression(ctx, email))) await ctx.db.insert("suppressions", { email, reason });
}

export async function findSuppression(ctx: DbCtx, email: string) {
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
  await ctx.db.patch("emails", emailId, Deliveries.queued(ctx));
}

/**
 * A mail as an admin may look at it: without what only its reader may read.
 *
 * @throws EMAIL_STATE for one that could not be made
 */
export async function readable(
  ctx: DbCtx,
  { content }: Doc<"emails">,
  adminId: Id<"users">,
): Promise<EmailContent> {
  if (content === undefined) throw fail("EMAIL_STATE");
  return await kindOf(content).readableBy(ctx, content, adminId);
}

/** Mails of one address that are looked through for a link. */
const LINKS_SCANNED = 20;

/** The path of the newest link for a new password of this address that is still queued and valid. */
export async function waitingPasswordLink(ctx: DbCtx, email: string): Promise<string | null> {
  const queued = await ctx.db
    .query("emails")
    .withIndex("by_to_and_kind_and_status", (q) =>
      q.eq("to", email.trim().toLowerCase()).eq("kind", "passwordReset").eq("status", "queued"),
    )
    .order("desc")
    .take(LINKS_SCANNED);
  for (const { content } of queued)
    if (content?.kind === "passwordReset" && content.expiresAt > Date.now()) return content.path;
  return null;
}
