import { v } from "convex/values";
import { adminMutation, sharedQuery } from "./functions";
import * as Workspace from "./model/settings/workspace";

/** For everybody, also before they sign in: who was invited sees where to. */
export const get = sharedQuery({
  args: {},
  returns: Workspace.workspaceView,
  handler: async (ctx) => await Workspace.view(ctx),
});

/** Where an admin's browser puts a picture, once; `update` then takes it. */
export const uploadUrl = adminMutation({
  args: {},
  returns: v.string(),
  handler: async (ctx) => await ctx.storage.generateUploadUrl(),
});

export const update = adminMutation({
  args: {
    name: v.optional(v.string()),
    imageId: v.optional(v.union(v.id("_storage"), v.null())),
    hasLinkPreviews: v.optional(v.boolean()),
  },
  returns: v.null(),
  handler: async (ctx, changes) => {
    await Workspace.update(ctx, changes);
    return null;
  },
});
