"use node";
import { bytesToHex } from "@noble/hashes/utils.js";
import { v, type Infer } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction, type ActionCtx } from "../_generated/server";
import type { claimedEmail } from "../model/mail/emails";
import { httpUrl, mailEnv, siteUrl } from "../model/env";
import { linkSigner } from "../model/mail/mailLinks";
import { renderMail } from "./render";
import { openTransport, type Transport } from "./transports";

/** After this long a sender hands over to another, well within an action's limit. */
const SHIFT_MS = 60_000;

/** Sends what is due, until nothing is. Any number may run: each mail is claimed by one. */
export const deliver = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const env = mailEnv();
    if (env === null) return null;
    const transport = openTransport(env);
    const candidate = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
    const linkKey = await ctx.runMutation(internal.emails.linkKey, { candidate });
    const endsAt = Date.now() + SHIFT_MS;
    try {
      while (Date.now() < endsAt) {
        const emails = await ctx.runMutation(internal.emails.claim, {});
        if (emails.length === 0) return null;
        await Promise.all(emails.map(async (email) => await sendOne(ctx, transport, linkKey, email)));
      }
      await ctx.scheduler.runAfter(0, internal.mail.deliver.deliver, {});
      return null;
    } finally {
      transport.close();
    }
  },
});

async function sendOne(
  ctx: ActionCtx,
  transport: Transport,
  linkKey: string,
  email: Infer<typeof claimedEmail>,
): Promise<void> {
  const { emailId, attempt, content, userId, ...envelope } = email;
  const sign = userId && linkSigner(linkKey, userId, emailId, Date.now());
  const rendered = await renderMail(content, { siteUrl: siteUrl(), httpUrl: httpUrl(), sign });
  const outcome = await transport.send({ emailId, ...envelope, ...rendered });
  await ctx.runMutation(internal.emails.settle, { emailId, attempt, outcome });
}
