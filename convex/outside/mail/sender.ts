"use node";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { mailEnv } from "../../model/env";
import { BATCH, type claimedEmail } from "../../model/mail/emails";
import { linkSigner } from "../../model/mail/mailLinks";
import type { Sender } from "../sender";
import { placeOf } from "./place";
import { renderMail, type Place } from "./render";
import { openTransport, type Transport } from "./transports";

/** Null without a transport. */
export async function openMail(ctx: ActionCtx, sender: string): Promise<Sender | null> {
  const env = mailEnv();
  if (env === null) return null;
  const candidate = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  const linkKey = await ctx.runMutation(internal.emails.linkKey, { candidate });
  const transport = openTransport(env);
  const way = { transport, linkKey, place: await placeOf(ctx) };
  return {
    atOnce: BATCH,
    claim: async (most) => {
      const emails = await ctx.runMutation(internal.emails.claim, { sender, most });
      return emails.map((email) => async () => await sendOne(ctx, way, email));
    },
    release: async () => void (await ctx.runMutation(internal.emails.release, { sender })),
    close: () => transport.close(),
  };
}

type Way = { transport: Transport; linkKey: string; place: Place };

async function sendOne(
  ctx: ActionCtx,
  { transport, linkKey, place }: Way,
  { emailId, attempt, content, userId, ...envelope }: Infer<typeof claimedEmail>,
): Promise<void> {
  const sign = userId && linkSigner(linkKey, userId, emailId, Date.now());
  const rendered = await renderMail(content, { ...place, sign });
  const outcome = await transport.send({ emailId, ...envelope, ...rendered });
  await ctx.runMutation(internal.emails.settle, { emailId, attempt, outcome });
}
