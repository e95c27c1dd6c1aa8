"use node";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { userAction } from "../functions";
import { httpUrl, mailEnv, siteUrl } from "../model/env";
import { renderMail } from "./render";
import { emlOf } from "./transports";

/** One mail of the outbox as it is sent, and as a file. For admins. */
export const open = userAction({
  args: { emailId: v.id("emails") },
  returns: v.object({ html: v.string(), text: v.string(), eml: v.string() }),
  handler: async (ctx, { emailId }): Promise<{ html: string; text: string; eml: string }> => {
    const { to, subject, content, sentAt } = await ctx.runQuery(internal.emails.readable, { emailId });
    const { html, text, headers } = await renderMail(content, { siteUrl: siteUrl(), httpUrl: httpUrl() });
    const from = mailEnv()?.from ?? "Tandem <tandem@localhost>";
    const mail = { to, subject, html, text, headers, attachments: [], idempotencyKey: emailId };
    return { html, text, eml: await emlOf(mail, from, new Date(sentAt)) };
  },
});

/** The caller's digest as a mail, as it would be sent now. */
export const digest = userAction({
  args: {},
  returns: v.object({ html: v.string(), text: v.string() }),
  handler: async (ctx): Promise<{ html: string; text: string }> => {
    const content = await ctx.runQuery(internal.digests.mine, {});
    const { html, text } = await renderMail(content, { siteUrl: siteUrl(), httpUrl: httpUrl() });
    return { html, text };
  },
});
