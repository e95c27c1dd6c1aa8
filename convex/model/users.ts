import type { UserIdentity } from "convex/server";
import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import { joinDefaultChannel } from "./channels";
import { nextNumber } from "./counters";
import { fail } from "./errors";

/** What everybody knows of a person: never the e-mail address. */
export const personView = v.object({
  _id: v.id("users"),
  name: v.string(),
  imageUrl: v.optional(v.string()),
  role: v.union(v.literal("admin"), v.literal("member")),
  isActive: v.boolean(),
});

/** What a person knows of themselves. */
export const selfView = personView.extend({
  _creationTime: v.number(),
  email: v.optional(v.string()),
  hidesAi: v.boolean(),
});

export function toPerson({ _id, name, imageUrl, role, deactivatedAt }: Doc<"users">) {
  return { _id, name, imageUrl, role, isActive: deactivatedAt === undefined };
}

export function toSelf(user: Doc<"users">) {
  return {
    ...toPerson(user),
    _creationTime: user._creationTime,
    email: user.email,
    hidesAi: user.hidesAi ?? false,
  };
}

/**
 * The member behind a sign-in: known by the token, else a member with the same e-mail address (the
 * workspace moved to another sign-in), else somebody new. The first of all becomes the admin.
 *
 * @throws NOT_SIGNED_IN for a deactivated member
 * @throws WORKSPACE_FULL
 */
export async function ensure(ctx: MutationCtx, identity: UserIdentity): Promise<Id<"users">> {
  const known = (await byToken(ctx, identity.tokenIdentifier)) ?? (await adopt(ctx, identity));
  if (known?.deactivatedAt !== undefined) throw fail("NOT_SIGNED_IN");
  return known?._id ?? (await register(ctx, identity));
}

async function byToken(ctx: MutationCtx, tokenIdentifier: string): Promise<Doc<"users"> | null> {
  return await ctx.db
    .query("users")
    .withIndex("by_tokenIdentifier", (q) => q.eq("tokenIdentifier", tokenIdentifier))
    .unique();
}

/** Only a verified address proves that this is the same person: anybody can type somebody else's. */
async function adopt(ctx: MutationCtx, identity: UserIdentity): Promise<Doc<"users"> | null> {
  const email = emailOf(identity);
  if (email === undefined || identity.emailVerified !== true) return null;
  const member = await ctx.db
    .query("users")
    .withIndex("by_email", (q) => q.eq("email", email))
    .first();
  if (!member || member.deactivatedAt !== undefined) return member;
  await ctx.db.patch("users", member._id, { tokenIdentifier: identity.tokenIdentifier });
  return member;
}

async function register(ctx: MutationCtx, identity: UserIdentity): Promise<Id<"users">> {
  const position = await nextNumber(ctx, "users");
  if (position > LIMITS.workspacePeople) throw fail("WORKSPACE_FULL");
  const userId = await ctx.db.insert("users", {
    tokenIdentifier: identity.tokenIdentifier,
    name: nameOf(identity),
    email: emailOf(identity),
    role: position === 1 ? "admin" : "member",
    imageUrl: pictureOf(identity),
  });
  await joinDefaultChannel(ctx, userId);
  return userId;
}

function emailOf({ email }: UserIdentity): string | undefined {
  const address = email?.trim().toLowerCase();
  return address && address.length <= LIMITS.email ? address : undefined;
}

function nameOf(identity: UserIdentity): string {
  const name = identity.name?.trim() || emailOf(identity)?.split("@")[0] || "New member";
  return name.slice(0, LIMITS.personName);
}

function pictureOf({ pictureUrl }: UserIdentity): string | undefined {
  return pictureUrl?.startsWith("https://") && pictureUrl.length <= LIMITS.imageUrl ? pictureUrl : undefined;
}
