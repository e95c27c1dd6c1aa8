/**
 * Who becomes a member. The embedded sign-in makes an account only for the first person and by invitation, so its word
 * is enough. At an outside provider such as Clerk anybody can make one: there a verified address counts that somebody
 * here has invited, or that `SIGN_UP` lets in.
 */
import { v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { isEmailAddress } from "../../shared/emails";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { findByEmail } from "../access";
import type { DbCtx } from "../context";
import { signUpAdmits } from "../env";
import { fail } from "../errors";

const LIFETIME_MS = 7 * DAY_MS;

/** Issuers of the embedded sign-in are below a name that nobody else can have. */
const OWN_SIGN_IN = /^https:\/\/[\w-]+\.embedded\.invalid\|/;

export const invitationView = v.object({
  _id: v.id("invitations"),
  _creationTime: v.number(),
  email: v.string(),
  expiresAt: v.number(),
  /** Absent where whoever runs the deployment has invited. */
  invitedBy: v.optional(v.id("users")),
});

/** Those that still let somebody in, the newest first. */
export async function open(ctx: DbCtx): Promise<Doc<"invitations">[]> {
  const rows = await ctx.db.query("invitations").order("desc").take(LIMITS.invitationsShown);
  return rows.filter(({ expiresAt }) => expiresAt > Date.now());
}

/**
 * Lets the owner of an address in for a week. Again, the week begins anew.
 *
 * @throws EMAIL_INVALID | ALREADY_MEMBER
 */
export async function invite(
  ctx: MutationCtx,
  email: string,
  invitedBy?: Id<"users">,
): Promise<Doc<"invitations">> {
  const address = email.trim().toLowerCase();
  if (!isEmailAddress(address)) throw fail("EMAIL_INVALID");
  if (await findByEmail(ctx, address)) throw fail("ALREADY_MEMBER");
  const known = await find(ctx, address);
  if (known) await ctx.db.delete("invitations", known._id);
  const expiresAt = Date.now() + LIFETIME_MS;
  const id = await ctx.db.insert("invitations", { email: address, expiresAt, invitedBy });
  return (await ctx.db.get("invitations", id))!;
}

async function find(ctx: DbCtx, email: string): Promise<Doc<"invitations"> | null> {
  return await ctx.db
    .query("invitations")
    .withIndex("by_email", (q) => q.eq("email", email))
    .unique();
}

export type Comer = { tokenIdentifier: string; verifiedEmail: string | undefined };

/** Whether somebody who is no member yet may become one. */
export async function isAwaited(ctx: DbCtx, { tokenIdentifier, verifiedEmail }: Comer): Promise<boolean> {
  if (OWN_SIGN_IN.test(tokenIdentifier) || signUpAdmits(verifiedEmail)) return true;
  const invitation = verifiedEmail === undefined ? null : await find(ctx, verifiedEmail);
  return invitation !== null && invitation.expiresAt > Date.now();
}

/** Lets somebody new in, whose invitation is used up by it. @throws NOT_INVITED */
export async function admit(ctx: MutationCtx, comer: Comer): Promise<void> {
  if (!(await isAwaited(ctx, comer))) throw fail("NOT_INVITED");
  const used = comer.verifiedEmail === undefined ? null : await find(ctx, comer.verifiedEmail);
  if (used) await ctx.db.delete("invitations", used._id);
}
