"use node";
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import { userAction } from "../../functions";
import type { EmailContent } from "../../model/mail/kinds/kinds";
import { DEFAULT_FROM, mailEnv } from "../../model/env";
import { placeOf } from "./place";
import { pageOf, renderMail } from "./render";
import { emlOf } from "./transports";

/** One mail of the outbox as it is sent, and as a file. For admins. */
export const open = userAction({
  args: { emailId: v.id("emails") },
  returns: v.object({ html: v.string(), text: v.string(), eml: v.string() }),
  handler: async (ctx, { emailId }): Promise<{ html: string; text: string; eml: string }> => {
    const { to, subject, content, sentAt } = await ctx.runQuery(internal.emails.readable, { emailId });
    const rendered = await renderMail(content, await placeOf(ctx));
    const from = mailEnv()?.from ?? DEFAULT_FROM;
    const mail = { emailId, to, subject, ...rendered, idempotencyKey: emailId };
    const eml = await emlOf(mail, from, new Date(sentAt));
    return { html: pageOf(rendered), text: rendered.text, eml };
  },
});

/** The caller's digest or weekly report as a mail, as it would be sent now. */
export const preview = userAction({
  args: { kind: literals("digest", "weeklyReport") },
  returns: v.object({ html: v.string(), text: v.string() }),
  handler: async (ctx, { kind }): Promise<{ html: string; text: string }> => {
    const content: EmailContent = await ctx.runQuery(
      kind === "digest" ? internal.digests.mine : internal.reports.mine,
      {},
    );
    const rendered = await renderMail(content, await placeOf(ctx));
    return { html: pageOf(rendered), text: rendered.text };
  },
});
