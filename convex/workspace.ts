import { v } from "convex/values";
import { adminMutation, sharedQuery } from "./functions";
import * as Workspace from "./model/settings/workspace";

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
  },
  returns: v.null(),
  handler: async (ctx, changes) => {
    await Workspace.update(ctx, changes);
    return null;
  },
});
