import { literals } from "convex-helpers/validators";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { adminMutation, sharedQuery, userMutation } from "./functions";
import { requireColleague, requireUser } from "./model/access";
import * as Emoji from "./model/chat/emoji";
import * as Pictures from "./model/files/pictures";
import { boundedPage } from "./model/pages";
import * as Workspace from "./model/settings/workspace";
import { LEVELS } from "./shared/ringing/levels";

/** For everybody, also before they sign in: who was invited sees where to. */
export const get = sharedQuery({
  args: {},
  returns: Workspace.workspaceView,
  handler: async (ctx) => await Workspace.view(ctx),
});

/** For admins. A picture is an upload of `files.generateUploadUrl`. */
export const update = adminMutation({
  args: {
    name: v.optional(v.string()),
    imageId: v.optional(v.union(v.id("_storage"), v.null())),
    onlyAdminsAddEmoji: v.optional(v.boolean()),
    hasLinkPreviews: v.optional(v.boolean()),
    /** Of what people are rung who have chosen nothing. */
    level: v.optional(literals(...LEVELS)),
  },
  returns: v.null(),
  handler: async (ctx, changes) => {
    await Workspace.update(ctx, changes);
    return null;
  },
});

/** The emoji of the workspace: pairs of a name and the id of its picture, which a window reads as it reads files. */
export const emojiNames = sharedQuery({
  args: {},
  returns: Emoji.namesView,
  handler: async (ctx) => {
    await requireColleague(ctx);
    return await Emoji.names(ctx);
  },
});

/** Emoji by name: all, or those that begin with a text. */
export const listEmoji = sharedQuery({
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

/** Whether only admins add emoji; an admin changes it with `update`. */
export const onlyAdminsAddEmoji = sharedQuery({
  args: {},
  returns: v.boolean(),
  handler: async (ctx) => {
    await requireColleague(ctx);
    return await Workspace.onlyAdminsAddEmoji(ctx);
  },
});

export const removeEmoji = userMutation({
  args: { name: v.string() },
  returns: v.null(),
  handler: async (ctx, { name }) => {
    await Emoji.remove(ctx, name);
    return null;
  },
});

/** Passes what may become an emoji, as far as is known without a look into it. */
export const checkNewEmoji = internalQuery({
  args: { name: v.string(), ...Pictures.pictureUpload },
  returns: v.null(),
  handler: async (ctx, { name, ...upload }) => {
    await Emoji.checkNew({ ...ctx, user: await requireUser(ctx) }, name);
    await Pictures.check(ctx, upload);
    return null;
  },
});

/** What `outside/files/pictures` has looked into becomes an emoji, added by its caller. */
export const addEmoji = internalMutation({
  args: { name: v.string(), ...Pictures.pictureUpload, ...Pictures.pictureFacts },
  returns: v.id("emoji"),
  handler: async (ctx, { name, ...picture }) =>
    await Emoji.add({ ...ctx, user: await requireUser(ctx) }, name, picture),
});
