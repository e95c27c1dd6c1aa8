import type { UserIdentity } from "convex/server";
import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import { findBySignIn, requirePerson } from "./access";
import { joinDefaultChannel } from "./channels";
import { nextNumber } from "./counters";
import { fail } from "./errors";
import * as MailSettings from "./mailSettings";

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
 * @throws DEACTIVATED | WORKSPACE_FULL
 */
export async function ensure(ctx: MutationCtx, identity: UserIdentity): Promise<Id<"users">> {
  const known = (await findBySignIn(ctx, identity.tokenIdentifier)) ?? (await adopt(ctx, identity));
  if (known?.deactivatedAt !== undefined) throw fail("DEACTIVATED");
  return known?._id ?? (await register(ctx, identity));
}

/** Only a verified address proves that this is the same person: anybody can type somebody else's. */
async function adopt(ctx: MutationCtx, identity: UserIdentity): Promise<Doc<"users"> | null> {
  const email = emailOf(identity);
  if (email === undefined || identity.emailVerified !== true) return null;
  const member = await byEmail(ctx, email);
  if (!member || member.deactivatedAt !== undefined) return member;
  await ctx.db.patch("users", member._id, { tokenIdentifier: identity.tokenIdentifier });
  return member;
}

/** The first member with this address: in the embedded sign-in anybody can type anybody's. */
export async function byEmail(ctx: MutationCtx, email: string): Promise<Doc<"users"> | null> {
  return await ctx.db
    .query("users")
    .withIndex("by_email", (q) => q.eq("email", email.trim().toLowerCase()))
    .first();
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

type Role = Doc<"users">["role"];

/** @throws NOT_FOUND | LAST_ADMIN */
export async function setRole(ctx: MutationCtx, userId: Id<"users">, role: Role): Promise<void> {
  const person = await requirePerson(ctx, userId);
  if (role !== "admin") await checkOtherAdmin(ctx, person);
  await ctx.db.patch("users", userId, { role });
}

/**
 * From that moment every function refuses the person, and what they have open ends. Memberships, messages and tasks
 * stay as they are, for whoever reads them and for their return.
 *
 * @throws NOT_FOUND | LAST_ADMIN
 */
export async function deactivate(ctx: MutationCtx, userId: Id<"users">): Promise<void> {
  const person = await ctx.db.get("users", userId);
  if (!person) throw fail("NOT_FOUND");
  if (person.deactivatedAt !== undefined) return;
  await checkOtherAdmin(ctx, person);
  await ctx.db.patch("users", userId, { deactivatedAt: Date.now() });
}

/** Undoes `deactivate`: the person is what they were, and gets mail again. @throws NOT_FOUND */
export async function reactivate(ctx: MutationCtx, userId: Id<"users">): Promise<void> {
  const person = await ctx.db.get("users", userId);
  if (!person) throw fail("NOT_FOUND");
  await ctx.db.patch("users", userId, { deactivatedAt: undefined });
  const settings = await MailSettings.find(ctx, userId);
  if (settings) await ctx.db.patch("mailSettings", settings._id, MailSettings.scheduled(settings));
}

/** Refuses what would leave the workspace without an active admin. @throws LAST_ADMIN */
async function checkOtherAdmin(ctx: MutationCtx, { _id, role }: Doc<"users">): Promise<void> {
  if (role !== "admin") return;
  const admins = await ctx.db
    .query("users")
    .withIndex("by_role_and_deactivatedAt", (q) => q.eq("role", "admin").eq("deactivatedAt", undefined))
    .take(2);
  if (admins.every((admin) => admin._id === _id)) throw fail("LAST_ADMIN");
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
