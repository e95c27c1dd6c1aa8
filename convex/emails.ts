import { literals } from "convex-helpers/validators";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { adminMutation, adminQuery, linkMutation } from "./functions";
import { findByEmail, requireAdmin } from "./model/access";
import { sweepArgs } from "./model/mail/kinds/kind";
import { emailContent } from "./model/mail/kinds/kinds";
import * as Emails from "./model/mail/emails";
import * as MailLinks from "./model/mail/mailLinks";
import * as ScheduledMail from "./model/mail/scheduledMail";
import { standingView } from "./model/deliveries";
import { mailEnv } from "./model/env";
import { fail } from "./model/errors";
import { boundedPage } from "./model/pages";
import { EMAIL_STATES } from "./shared/emails";

/** Newest first. With a status, only those in it. */
export const list = adminQuery({
  args: { status: v.optional(literals(...EMAIL_STATES)), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Emails.emailView),
  handler: async (ctx, { status, paginationOpts }) => {
    const emails = ctx.db.query("emails");
    const result = await (
      status === undefined
        ? emails
        : emails.withIndex("by_status_and_dueAt_and_queuedTs", (q) => q.eq("status", status))
    )
      .order("desc")
      .paginate(boundedPage(paginationOpts));
    return { ...result, page: result.page.map(Emails.toView) };
  },
});

/** How mail leaves this deployment; null when it is only kept. */
export const transport = adminQuery({
  args: {},
  returns: v.union(v.null(), literals("smtp", "resend", "sendgrid")),
  handler: async () => mailEnv()?.transport ?? null,
});

/** What waits to be sent. */
export const queue = adminQuery({
  args: {},
  returns: standingView,
  handler: async (ctx) => await Emails.standing(ctx),
});

export const retry = adminMutation({
  args: { emailId: v.id("emails") },
  returns: v.null(),
  handler: async (ctx, { emailId }) => {
    await Emails.retry(ctx, emailId);
    return null;
  },
});

/** One mail for its admin reader, to be rendered. @throws NOT_SIGNED_IN | FORBIDDEN | NOT_FOUND */
export const readable = internalQuery({
  args: { emailId: v.id("emails") },
  returns: v.object({ to: v.string(), subject: v.string(), content: emailContent, sentAt: v.number() }),
  handler: async (ctx, { emailId }) => {
    const admin = await requireAdmin(ctx);
    const email = await ctx.db.get("emails", emailId);
    if (!email) throw fail("NOT_FOUND");
    const { to, subject, _creationTime: sentAt } = email;
    return { to, subject, content: await Emails.readable(ctx, email, admin._id), sentAt };
  },
});

/** For the embedded sign-in, which hands its links over to be mailed. */
export const sendLink = internalMutation({
  args: {
    kind: literals("invitation", "passwordReset"),
    to: v.string(),
    path: v.string(),
    expiresAt: v.number(),
    invitedBy: v.string(),
    idempotencyKey: v.string(),
  },
  returns: v.id("emails"),
  handler: async (ctx, { kind, to, path, expiresAt, invitedBy, idempotencyKey }) => {
    if (kind === "invitation")
      return await Emails.enqueue(ctx, { to, content: { kind, path, expiresAt, invitedBy }, idempotencyKey });
    const member = await findByEmail(ctx, to);
    const content = { kind, path, expiresAt };
    return await Emails.enqueue(ctx, { to, content, idempotencyKey, ...(member && { userId: member._id }) });
  },
});

/** The newest link for a new password that still waits; null for none. For whoever runs the server. */
export const passwordLink = internalQuery({
  args: { email: v.string() },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { email }) => await Emails.waitingPasswordLink(ctx, email),
});

export const claim = internalMutation({
  args: { sender: v.string(), most: v.optional(v.number()) },
  returns: v.array(Emails.claimedEmail),
  handler: async (ctx, args) => await Emails.claim(ctx, args),
});

export const release = internalMutation({
  args: { sender: v.string() },
  returns: v.null(),
  handler: async (ctx, { sender }) => {
    await Emails.release(ctx, sender);
    return null;
  },
});

export const kick = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Emails.kick(ctx);
    return null;
  },
});

/** The key that signs links: the candidate of whoever comes first. */
export const linkKey = internalMutation({
  args: { candidate: v.string() },
  returns: v.string(),
  handler: async (ctx, { candidate }) => {
    const known = await ctx.db.query("linkKeys").first();
    if (!known) await ctx.db.insert("linkKeys", { key: candidate });
    return known?.key ?? candidate;
  },
});

/** Does what the link of a mail says. */
export const followLink = linkMutation({
  args: { token: v.string() },
  returns: MailLinks.linkResult,
  handler: async (ctx, { token }) => await MailLinks.follow(ctx, token),
});

/** The same for mail programs, which may only unsubscribe. */
export const unsubscribe = internalMutation({
  args: { token: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { token }) => await MailLinks.unsubscribeOnly(ctx, token),
});

export const settle = internalMutation({
  args: { emailId: v.id("emails"), attempt: v.number(), outcome: Emails.outcome },
  returns: v.null(),
  handler: async (ctx, { emailId, attempt, outcome }) => {
    await Emails.settle(ctx, emailId, attempt, outcome);
    return null;
  },
});

/** Mails those who were named while they were away. */
export const sweepMentions = internalMutation({
  args: sweepArgs,
  returns: v.null(),
  handler: async (ctx, args) => {
    await ScheduledMail.sweep(ctx, "mentions", args);
    return null;
  },
});
