import { pick } from "convex-helpers";
import type { UserIdentity } from "convex/server";
import { v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { EventVerb } from "../../shared/events";
import { LIMITS } from "../../shared/limits";
import { nameKey } from "../../shared/names";
import { cutText } from "../../shared/text";
import { findByEmail, findBySignIn, requirePerson, type UserMutationCtx } from "../access";
import { joinDefaultChannel } from "../chat/channels";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import * as Pictures from "../files/pictures";
import * as Invitations from "./invitations";
import type { ActorCtx } from "../events/events";
import * as MailPlans from "../settings/mailPlans";
import * as MailSettings from "../settings/mailSettings";
import * as AccessRequests from "../chat/accessRequests";
import * as Groups from "../chat/groups";
import * as Memberships from "../chat/memberships";
import { cleanName, requiredName } from "../text";
import { statusView } from "./status";

/** What everybody knows of a person: never the e-mail address. */
export const personView = v.object({
  _id: v.id("users"),
  name: v.string(),
  /** Id of a file, which changes with the picture, or an address at the sign-in. */
  picture: v.optional(v.string()),
  role: v.union(v.literal("admin"), v.literal("member")),
  isActive: v.boolean(),
  joinedAt: v.number(),
  status: v.optional(statusView),
  /** Until when nothing rings them. */
  pausedUntil: v.optional(v.number()),
});

/** What a person knows of themselves. */
export const selfView = personView.extend({
  email: v.optional(v.string()),
  hidesAi: v.boolean(),
});

export function toPerson(user: Doc<"users">) {
  const { _id, _creationTime, name, pictureId, imageUrl, role, deactivatedAt, status, pause } = user;
  const [isActive, joinedAt] = [deactivatedAt === undefined, _creationTime];
  return {
    _id,
    name,
    picture: pictureId ?? imageUrl,
    role,
    isActive,
    joinedAt,
    ...(status && { status }),
    ...(pause && { pausedUntil: pause.until }),
  };
}

export function toSelf(user: Doc<"users">) {
  return {
    ...toPerson(user),
    email: user.email,
    hidesAi: user.hidesAi ?? false,
  };
}

/** What is read of an identity, however it came here. */
type Told = Pick<UserIdentity, "tokenIdentifier"> & {
  name?: string | undefined;
  email?: string | undefined;
  emailVerified?: boolean | undefined;
  pictureUrl?: string | undefined;
};

/**
 * The member behind a sign-in: known by the token, else a member with the same e-mail address (the
 * workspace moved to another sign-in), else somebody new who may come in. The first of all becomes the admin.
 *
 * @throws DEACTIVATED | NOT_INVITED
 */
export async function ensure(ctx: MutationCtx, identity: UserIdentity): Promise<Id<"users">> {
  const known = (await findBySignIn(ctx, identity.tokenIdentifier)) ?? (await adopt(ctx, identity));
  if (known?.deactivatedAt !== undefined) throw fail("DEACTIVATED");
  if (known) return known._id;
  if (await wasDeleted(ctx, identity.tokenIdentifier)) throw fail("DEACTIVATED");
  return await register(ctx, identity);
}

/** Whoever had this sign-in before the workspace moved to another one. */
export async function findByEarlierSignIn(ctx: DbCtx, tokenIdentifier: string): Promise<Doc<"users"> | null> {
  return await ctx.db
    .query("users")
    .withIndex("by_earlierSignIn", (q) => q.eq("earlierSignIn", tokenIdentifier))
    .first();
}

/**
 * A sign-in that a person had before is theirs. Of the others only a verified address proves that this is the same
 * person: anybody can type somebody else's.
 */
async function adopt(ctx: MutationCtx, identity: Told): Promise<Doc<"users"> | null> {
  const { tokenIdentifier } = identity;
  const email = verifiedEmailOf(identity);
  const member =
    (await findByEarlierSignIn(ctx, tokenIdentifier)) ??
    (email === undefined ? null : await findByEmail(ctx, email));
  if (!member || member.deactivatedAt !== undefined) return member;
  await ctx.db.patch("users", member._id, { tokenIdentifier, earlierSignIn: member.tokenIdentifier });
  return member;
}

/** What the sign-in says of a person, apart from their visits. `email` is verified, `updatedAt` the sign-in's clock. */
type Profile = {
  tokenIdentifier: string;
  name?: string;
  email?: string;
  imageUrl?: string;
  isBanned?: boolean;
  updatedAt: number;
};

/**
 * Takes over what the sign-in says, and makes a member of somebody new. A name chosen here stays until the sign-in
 * says another one than before. Who is banned there is deactivated at once, an only admin too, until that ends or an
 * admin here lets them in. False where something newer was known, and for people who were deleted or not invited, or
 * deactivated here.
 */
export async function takeProfile(ctx: MutationCtx, profile: Profile): Promise<boolean> {
  const { tokenIdentifier, email, isBanned, updatedAt } = profile;
  if (await wasDeleted(ctx, tokenIdentifier)) return false;
  const identity = { ...profile, emailVerified: email !== undefined, pictureUrl: profile.imageUrl };
  const known = (await findBySignIn(ctx, tokenIdentifier)) ?? (await adopt(ctx, identity));
  const wasBanned = known?.isBanned === true && known.tokenIdentifier === tokenIdentifier;
  if (known?.deactivatedAt !== undefined && !wasBanned) return false;
  if (!known && !(await Invitations.isAwaited(ctx, comerOf(identity)))) return false;
  const userId = known?._id ?? (await register(ctx, identity));
  if (known?.signIn && known.signIn.updatedAt >= updatedAt) return false;
  const person = known ?? (await ctx.db.get("users", userId))!;
  const name = nameOf(identity);
  const imageUrl = pictureOf(identity);
  const isRenamed = known?.signIn !== undefined && known.signIn.name !== name;
  await change(ctx, person, {
    signIn: { name, updatedAt },
    imageUrl: imageUrl === person.removedImageUrl ? undefined : imageUrl,
    ...(email !== undefined && { email: emailOf(identity) }),
    ...(isRenamed && { name: await freeName(ctx, name, userId) }),
  });
  // Somebody may be mentioned long before their first visit, which tells their zone.
  await MailPlans.noticeZone(ctx, userId);
  if (isBanned === true && !wasBanned) await takeOut(ctx, person, isBanned);
  if (isBanned === false && wasBanned) await reactivate(ctx, userId);
  return true;
}

/** Out at once, an only admin too: nobody can sign in as them any more. */
export async function deactivateDeleted(ctx: MutationCtx, tokenIdentifier: string): Promise<void> {
  const person = await findBySignIn(ctx, tokenIdentifier);
  if (!person || person.deactivatedAt !== undefined) return;
  await takeOut(ctx, person);
}

async function takeOut(ctx: ActorCtx, person: Doc<"users">, isBanned?: true): Promise<void> {
  await change(ctx, person, { deactivatedAt: Date.now(), isBanned }, "deactivated");
  await Memberships.noteStanding(ctx, { ...person, isDeactivated: true });
  await Groups.noteStanding(ctx, { ...person, isDeactivated: true });
  await AccessRequests.removeAllOf(ctx, person._id);
}

/**
 * Gives the older of two members with one address the sign-in of the newer, who is deactivated: for somebody whose new
 * sign-in has not verified the address.
 *
 * @throws NOT_FOUND
 */
export async function joinAccounts(ctx: MutationCtx, email: string): Promise<void> {
  const members = await ctx.db
    .query("users")
    .withIndex("by_email", (q) => q.eq("email", email.trim().toLowerCase()))
    .take(2);
  const [older, newer] = members;
  if (!older || !newer) throw fail("NOT_FOUND");
  const { tokenIdentifier } = newer;
  const joined = { tokenIdentifier: `joined with ${older._id}: ${tokenIdentifier}`, email: undefined };
  await ctx.db.patch("users", newer._id, joined);
  await ctx.db.patch("users", older._id, { tokenIdentifier, earlierSignIn: older.tokenIdentifier });
  if (newer.deactivatedAt === undefined) await takeOut(ctx, newer);
}

/** What the history keeps of a person. */
const TOLD = [
  "name",
  "role",
  "pictureId",
  "imageUrl",
  "deactivatedAt",
] as const satisfies (keyof Doc<"users">)[];

/** What is derived for lists and searches. */
const listedAs = ({ name, deactivatedAt }: Pick<Doc<"users">, "name" | "deactivatedAt">) => ({
  nameKey: nameKey(name),
  isDeactivated: deactivatedAt !== undefined,
});

/** Writes to a person and tells of what others see of it. */
async function change(
  ctx: ActorCtx,
  person: Doc<"users">,
  patch: Partial<Doc<"users">>,
  verb: EventVerb = "changed",
): Promise<void> {
  const next = { ...person, ...patch };
  await ctx.db.patch("users", person._id, { ...patch, ...listedAs(next) });
  const changes = changesBetween(pick(person, [...TOLD]), pick(next, [...TOLD]));
  if (changes.length > 0) await Events.record(ctx, { noun: "person", verb, subject: person._id, changes });
}

/** What a person changes of themselves. @throws TEXT_EMPTY | TEXT_TOO_LONG | NAME_OF_ADMIN */
export async function update(
  ctx: UserMutationCtx,
  { name, hidesAi }: { name?: string | undefined; hidesAi?: boolean | undefined },
): Promise<void> {
  const given = name === undefined ? undefined : requiredName(name, LIMITS.personName);
  if (given !== undefined && (await isNameOfAdmin(ctx, given, ctx.user._id))) throw fail("NAME_OF_ADMIN");
  await change(ctx, ctx.user, {
    ...(given !== undefined && { name: given }),
    ...(hidesAi !== undefined && { hidesAi }),
  });
}

/** Takes the place of the picture before, which is gone. @param pictureId  of `Pictures.save` */
export async function setPicture(ctx: UserMutationCtx, pictureId: Id<"files">): Promise<void> {
  await changePicture(ctx, ctx.user, { pictureId });
}

/** Leaves the initials, of oneself or as an admin of anybody. @throws NOT_FOUND | FORBIDDEN */
export async function removePicture(ctx: UserMutationCtx, userId: Id<"users">): Promise<void> {
  if (userId !== ctx.user._id && ctx.user.role !== "admin") throw fail("FORBIDDEN");
  const person = await ctx.db.get("users", userId);
  if (!person) throw fail("NOT_FOUND");
  const removedImageUrl = person.imageUrl ?? person.removedImageUrl;
  await changePicture(ctx, person, { pictureId: undefined, imageUrl: undefined, removedImageUrl });
}

async function changePicture(
  ctx: UserMutationCtx,
  person: Doc<"users">,
  patch: Partial<Doc<"users">>,
): Promise<void> {
  await change(ctx, person, patch);
  if (person.pictureId) await Pictures.remove(ctx, person.pictureId);
}

/** Nobody passes for an admin: names that look the same are the same. */
async function isNameOfAdmin(ctx: MutationCtx, name: string, self: Id<"users"> | null): Promise<boolean> {
  const admins = await ctx.db
    .query("users")
    .withIndex("by_role_and_deactivatedAt", (q) => q.eq("role", "admin").eq("deactivatedAt", undefined))
    .take(LIMITS.adminsCompared);
  return admins.some((admin) => admin._id !== self && lookOf(admin.name) === lookOf(name));
}

const lookOf = (name: string) => name.normalize("NFKC").toLowerCase().replace(/\s/gu, "");

/** The name that the sign-in gave, told apart from that of an admin. */
async function freeName(ctx: MutationCtx, name: string, self: Id<"users"> | null): Promise<string> {
  return (await isNameOfAdmin(ctx, name, self)) ? `${cutText(name, LIMITS.personName - 4)} (2)` : name;
}

/** Whether the sign-in has said so: what it said before may come after, and a token lives for a minute longer. */
async function wasDeleted(ctx: MutationCtx, tokenIdentifier: string): Promise<boolean> {
  const deletion = await ctx.db
    .query("providerEvents")
    .withIndex("by_deletedSignIn", (q) => q.eq("deletedSignIn", tokenIdentifier))
    .first();
  return deletion !== null;
}

/** @throws NOT_INVITED */
async function register(ctx: MutationCtx, identity: Told): Promise<Id<"users">> {
  await Invitations.admit(ctx, comerOf(identity));
  // Whether somebody is there, and not how many: people who sign up at the same time do not wait for each other.
  const isFirst = (await ctx.db.query("users").first()) === null;
  const name = await freeName(ctx, nameOf(identity), null);
  const person = {
    tokenIdentifier: identity.tokenIdentifier,
    name,
    ...listedAs({ name }),
    email: emailOf(identity),
    role: isFirst ? ("admin" as const) : ("member" as const),
    imageUrl: pictureOf(identity),
    signIn: { name: nameOf(identity), updatedAt: 0 },
  };
  const userId = await ctx.db.insert("users", person);
  const user = (await ctx.db.get("users", userId))!;
  const changes = changesBetween(null, pick(user, [...TOLD]));
  await Events.record({ ...ctx, user }, { noun: "person", verb: "created", subject: userId, changes });
  await joinDefaultChannel({ ...ctx, user }, userId);
  return userId;
}

type Role = Doc<"users">["role"];

/** @throws NOT_FOUND | LAST_ADMIN */
export async function setRole(ctx: ActorCtx, userId: Id<"users">, role: Role): Promise<void> {
  const person = await requirePerson(ctx, userId);
  if (role !== "admin") await checkOtherAdmin(ctx, person);
  await change(ctx, person, { role });
}

/**
 * From that moment every function refuses the person, and what they have open ends. Memberships, messages and tasks
 * stay as they are, for whoever reads them and for their return.
 *
 * @throws NOT_FOUND | LAST_ADMIN
 */
export async function deactivate(ctx: ActorCtx, userId: Id<"users">): Promise<void> {
  const person = await ctx.db.get("users", userId);
  if (!person) throw fail("NOT_FOUND");
  if (person.deactivatedAt !== undefined) {
    await ctx.db.patch("users", userId, { isBanned: undefined });
    return;
  }
  await checkOtherAdmin(ctx, person);
  await takeOut(ctx, person);
}

/** Undoes `deactivate`: the person is what they were, and gets mail again. @throws NOT_FOUND */
export async function reactivate(ctx: ActorCtx, userId: Id<"users">): Promise<void> {
  const person = await ctx.db.get("users", userId);
  if (!person) throw fail("NOT_FOUND");
  await change(ctx, person, { deactivatedAt: undefined, isBanned: undefined }, "reactivated");
  await Memberships.noteStanding(ctx, { ...person, isDeactivated: false });
  await Groups.noteStanding(ctx, { ...person, isDeactivated: false });
  const settings = await MailSettings.find(ctx, userId);
  if (settings) await ctx.db.patch("mailSettings", settings._id, MailPlans.scheduled(settings));
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

function emailOf({ email }: Told): string | undefined {
  const address = email?.trim().toLowerCase();
  return address && address.length <= LIMITS.email ? address : undefined;
}

function verifiedEmailOf(identity: Told): string | undefined {
  return identity.emailVerified === true ? emailOf(identity) : undefined;
}

function comerOf(identity: Told): Invitations.Comer {
  return { tokenIdentifier: identity.tokenIdentifier, verifiedEmail: verifiedEmailOf(identity) };
}

function nameOf(identity: Told): string {
  const given = [identity.name, emailOf(identity)?.split("@")[0]].map((name) => cleanName(name ?? ""));
  return cutText(given.find((name) => name !== "") ?? "New member", LIMITS.personName);
}

function pictureOf({ pictureUrl }: Told): string | undefined {
  return pictureUrl?.startsWith("https://") && pictureUrl.length <= LIMITS.imageUrl ? pictureUrl : undefined;
}
