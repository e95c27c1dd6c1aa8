import { literals } from "convex-helpers/validators";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import {
  adminMutation,
  identityMutation,
  sharedQuery,
  userMutation,
  userQuery,
  visitorQuery,
} from "./functions";
import {
  findByEmail,
  findBySignIn,
  requireColleague,
  requirePerson,
  requireReader,
  requireUser,
} from "./model/access";
import { countEverybody } from "./model/chat/channels";
import * as Memberships from "./model/chat/memberships";
import { fail } from "./model/errors";
import * as Directory from "./model/people/directory";
import * as Pictures from "./model/files/pictures";
import * as MailPlans from "./model/settings/mailPlans";
import * as MailSettings from "./model/settings/mailSettings";
import * as Profiles from "./model/people/profiles";
import * as Users from "./model/people/users";

/** To be called after every sign-in, before anything else; with the time zone of the browser. */
export const ensure = identityMutation({
  args: { timeZone: v.optional(v.string()) },
  returns: v.id("users"),
  handler: async (ctx, { timeZone }) => {
    const userId = await Users.ensure(ctx, ctx.identity);
    await MailPlans.noticeZone(ctx, userId, timeZone);
    return userId;
  },
});

/** Null until `ensure` was called, and for people who were deactivated. */
export const me = visitorQuery({
  args: {},
  returns: v.union(Users.selfView, v.null()),
  handler: async (ctx) => ctx.user && Users.toSelf(ctx.user),
});

/**
 * The people and groups with these ids, at most a hundred, those who left included: their messages keep their names. What
 * is no id of any is left out. @throws TOO_MANY_IDS
 */
export const names = sharedQuery({
  args: { ids: v.array(v.string()) },
  returns: v.array(Directory.namedView),
  handler: async (ctx, { ids }) => {
    await requireColleague(ctx);
    return await Directory.byIds(ctx, ids);
  },
});

/** The time zone of a colleague, for who writes to them at a time that suits them. Null while it is not known. @throws NOT_FOUND */
export const timeZone = userQuery({
  args: { userId: v.id("users") },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { userId }) => {
    const person = await requirePerson(ctx, userId);
    return (await MailSettings.find(ctx, person._id))?.timeZone ?? null;
  },
});

/** What somebody tells of themselves besides their name. @throws NOT_FOUND */
export const profile = sharedQuery({
  args: { userId: v.id("users") },
  returns: Profiles.profileView,
  handler: async (ctx, { userId }) => {
    await requireColleague(ctx);
    return await Profiles.get(ctx, userId);
  },
});

/** What is not given stays; an empty text takes it away. */
export const updateProfile = userMutation({
  args: Profiles.profileFields,
  returns: v.null(),
  handler: async (ctx, fields) => {
    await Profiles.update(ctx, fields);
    return null;
  },
});

/** The few active people whom a text finds, those of a channel first: see `Directory.find`. @throws NOT_FOUND */
export const find = sharedQuery({
  args: { text: v.string(), channelId: v.optional(v.id("channels")), isMember: v.optional(v.boolean()) },
  returns: v.array(Directory.foundView),
  handler: async (ctx, sought) => {
    if (sought.channelId) await requireReader(ctx, sought.channelId);
    else await requireColleague(ctx);
    return await Directory.find(ctx, sought);
  },
});

/** The people of the workspace, active or deactivated: all by name, or those whom a text finds. */
export const list = sharedQuery({
  args: {
    text: v.optional(v.string()),
    isDeactivated: v.optional(v.boolean()),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(Users.personView),
  handler: async (ctx, { paginationOpts, ...wanted }) => {
    await requireColleague(ctx);
    return await Directory.list(ctx, wanted, paginationOpts);
  },
});

/** How many active people there are. */
export const count = sharedQuery({
  args: {},
  returns: v.number(),
  handler: async (ctx) => {
    await requireColleague(ctx);
    return await countEverybody(ctx);
  },
});

/** The only active admin, who can neither step down nor be deactivated; null where there are several. */
export const onlyAdmin = sharedQuery({
  args: {},
  returns: v.union(v.id("users"), v.null()),
  handler: async (ctx) => {
    await requireColleague(ctx);
    return await Directory.onlyAdminId(ctx);
  },
});

export const update = userMutation({
  args: { name: v.optional(v.string()), hidesAi: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, { name, hidesAi }) => {
    await Users.update(ctx, { name, hidesAi });
    return null;
  },
});

/** Leaves the initials, of the caller or, for an admin, of anybody. */
export const removePicture = userMutation({
  args: { userId: v.id("users") },
  returns: v.null(),
  handler: async (ctx, { userId }) => {
    await Users.removePicture(ctx, userId);
    return null;
  },
});

/** What `outside/files/pictures` has looked into becomes the picture of its caller. */
export const setPicture = internalMutation({
  args: { ...Pictures.pictureUpload, ...Pictures.pictureFacts },
  returns: v.null(),
  handler: async (ctx, picture) => {
    const caller = { ...ctx, user: await requireUser(ctx) };
    await Users.setPicture(caller, await Pictures.save(caller, picture));
    return null;
  },
});

const role = literals("admin", "member");

export const setRole = adminMutation({
  args: { userId: v.id("users"), role },
  returns: v.null(),
  handler: async (ctx, { userId, role }) => {
    await Users.setRole(ctx, userId, role);
    return null;
  },
});

export const deactivate = adminMutation({
  args: { userId: v.id("users") },
  returns: v.null(),
  handler: async (ctx, { userId }) => {
    await Users.deactivate(ctx, userId);
    return null;
  },
});

export const reactivate = adminMutation({
  args: { userId: v.id("users") },
  returns: v.null(),
  handler: async (ctx, { userId }) => {
    await Users.reactivate(ctx, userId);
    return null;
  },
});

/** The rest of a person's memberships, after they were deactivated or reactivated. */
export const noteStanding = internalMutation({
  args: { userId: v.id("users"), after: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { userId, after }) => {
    const person = await ctx.db.get("users", userId);
    if (person) await Memberships.noteStanding(ctx, person, after);
    return null;
  },
});

/** For whoever runs the server, when no admin is left: `npx convex run users:makeAdmin '{"email": "…"}'`. */
export const makeAdmin = internalMutation({
  args: { email: v.string() },
  returns: v.null(),
  handler: async (ctx, { email }) => {
    const person = await findByEmail(ctx, email);
    if (!person) throw fail("NOT_FOUND");
    await Users.reactivate(ctx, person._id);
    await Users.setRole(ctx, person._id, "admin");
    return null;
  },
});

/**
 * For whoever runs the server, and knows that two members with one address are the same person:
 * `npx convex run users:joinAccounts '{"email": "…"}'`.
 */
export const joinAccounts = internalMutation({
  args: { email: v.string() },
  returns: v.null(),
  handler: async (ctx, { email }) => {
    await Users.joinAccounts(ctx, email);
    return null;
  },
});

/** For the embedded sign-in, which lets nobody in who was deactivated. Null for who is no member yet. */
export const standing = internalQuery({
  args: { tokenIdentifier: v.string() },
  returns: v.union(literals("admin", "member", "refused"), v.null()),
  handler: async (ctx, { tokenIdentifier }) => {
    const user =
      (await findBySignIn(ctx, tokenIdentifier)) ?? (await Users.findByEarlierSignIn(ctx, tokenIdentifier));
    return user && (user.deactivatedAt === undefined ? user.role : "refused");
  },
});
