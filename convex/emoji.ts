import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { sharedQuery, userMutation } from "./functions";
import { requireColleague, requireUser } from "./model/access";
import * as Emoji from "./model/chat/emoji";
import * as Pictures from "./model/files/pictures";
import { boundedPage } from "./model/pages";
import * as Workspace from "./model/settings/workspace";

/** All of the workspace: pairs of a name and the id of its picture, which a window reads as it reads files. */
export const names = sharedQuery({
  args: {},
  returns: Emoji.namesView,
  handler: async (ctx) => {
    await requireColleague(ctx);
    return await Emoji.names(ctx);
  },
});

/** By name: all, or those that begin with a text. */
export const list = sharedQuery({
  args: { text: v.optional(v.string()), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Emoji.emojiView),
  handler: async (ctx, { text = "", paginationOpts }) => {
    await requireColleague(ctx);
    return await ctx.db
      .query("emoji")
      .withIndex("by_name", (q) => q.gte("name", text).lt("name", `${text}~`))
      .paginate(boundedPage(paginationOpts));
  },
});

/** Whether only admins add emoji; an admin changes it with `workspace.update`. */
export const onlyAdminsAdd = sharedQuery({
  args: {},
  returns: v.boolean(),
  handler: async (ctx) => {
    await requireColleague(ctx);
    return await Workspace.onlyAdminsAddEmoji(ctx);
  },
});

export const remove = userMutation({
  args: { emojiId: v.id("emoji") },
  returns: v.null(),
  handler: async (ctx, { emojiId }) => {
    await Emoji.remove(ctx, emojiId);
    return null;
  },
});

/** Passes what may become an emoji, as far as is known without a look into it. */
export const checkNew = internalQuery({
  args: { name: v.string(), ...Pictures.pictureUpload },
  returns: v.null(),
  handler: async (ctx, { name, ...upload }) => {
    await Emoji.checkNew({ ...ctx, user: await requireUser(ctx) }, name);
    await Pictures.check(ctx, upload);
    return null;
  },
});

/** What `outside/files/pictures` has looked into becomes an emoji, added by its caller. */
export const add = internalMutation({
  args: { name: v.string(), ...Pictures.pictureUpload, ...Pictures.pictureFacts },
  returns: v.id("emoji"),
  handler: async (ctx, { name, ...picture }) =>
    await Emoji.add({ ...ctx, user: await requireUser(ctx) }, name, picture),
});
