import { v } from "convex/values";
import { identityMutation, sharedQuery, userMutation, visitorQuery } from "./functions";
import { requireColleague } from "./model/access";
import * as MailSettings from "./model/mailSettings";
import { requiredLine } from "./model/text";
import * as Users from "./model/users";
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

export const update = userMutation({
  args: { name: v.optional(v.string()), hidesAi: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, { name, hidesAi }) => {
    await ctx.db.patch("users", ctx.user._id, {
      ...(name !== undefined && { name: requiredLine(name, LIMITS.personName) }),
      ...(hidesAi !== undefined && { hidesAi }),
    });
    return null;
  },
});
