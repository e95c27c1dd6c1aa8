/** Invitations where an outside provider signs people in; the embedded sign-in keeps its own. */
import { v } from "convex/values";
import { internalMutation } from "./_generated/server";
import { adminMutation, adminQuery } from "./functions";
import * as Emails from "./model/mail/emails";
import { mailEnv } from "./model/env";
import * as RateLimits from "./model/rateLimits";
import * as Invitations from "./model/people/invitations";

export const list = adminQuery({
  args: {},
  returns: v.array(Invitations.invitationView),
  handler: async (ctx) => await Invitations.open(ctx),
});

/** Mails the way in, too, and answers whether mail leaves this deployment: else an admin passes it on. */
export const create = adminMutation({
  args: { email: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { email }) => {
    await RateLimits.take(ctx, "invite");
    const { _id, email: to, expiresAt } = await Invitations.invite(ctx, email, ctx.user._id);
    const content = { kind: "invitation", path: "/sign-up", expiresAt, invitedBy: ctx.user.name } as const;
    await Emails.enqueue(ctx, { to, content, idempotencyKey: `invitation ${_id}` });
    return mailEnv() !== null;
  },
});

export const revoke = adminMutation({
  args: { invitationId: v.id("invitations") },
  returns: v.null(),
  handler: async (ctx, { invitationId }) => {
    // Two admins may revoke it at once, and its guest may have come meanwhile.
    if (await ctx.db.get("invitations", invitationId)) await ctx.db.delete("invitations", invitationId);
    return null;
  },
});

/** For whoever runs the deployment, above all for the first person: `npx convex run invitations:invite '{"email": "…"}'`. */
export const invite = internalMutation({
  args: { email: v.string() },
  returns: v.null(),
  handler: async (ctx, { email }) => {
    await Invitations.invite(ctx, email);
    return null;
  },
});
