import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { adminMutation, identityMutation, sharedQuery, userMutation, visitorQuery } from "./functions";
import { findBySignIn, requireColleague } from "./model/access";
import { fail } from "./model/errors";
import * as Presence from "./model/people/presence";
import * as MailSettings from "./model/settings/mailSettings";
import * as Users from "./model/people/users";
import { LIMITS } from "./shared/limits";

/** To be called after every sign-in, before anything else; with the time zone of the browser. */
export const ensure = identityMutation({
  args: { timeZone: v.optional(v.string()) },
  returns: v.id("users"),
  handler: async (ctx, { timeZone }) => {
    const userId = await Users.ensure(ctx, ctx.identity);
    await MailSettings.noticeZone(ctx, userId, timeZone);
    return userId;
  },
});

/** Null until `ensure` was called, and for people who were deactivated. */
export const me = visitorQuery({
  args: {},
  returns: v.union(Users.selfView, v.null()),
  handler: async (ctx) => ctx.user && Users.toSelf(ctx.user),
});

/** Everybody, people who left included: their messages keep their names. */
export const list = sharedQuery({
  args: {},
  returns: v.array(Users.personView),
  handler: async (ctx) => {
    await requireColleague(ctx);
    const users = await ctx.db.query("users").take(LIMITS.workspacePeople);
    return users.map(Users.toPerson);
  },
});

/** The caller is looking at Tandem. */
export const notePresence = userMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Presence.note(ctx, ctx.user._id);
    return null;
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

/** For whoever runs the server, when no admin is left: `npx convex run users:makeAdmin '{"email": "…"}'`. */
export const makeAdmin = internalMutation({
  args: { email: v.string() },
  returns: v.null(),
  handler: async (ctx, { email }) => {
    const person = await Users.byEmail(ctx, email);
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
