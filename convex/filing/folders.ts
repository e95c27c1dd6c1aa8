import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { sharedQuery, userMutation } from "../functions";
import { requireOpenChannel, requireReader } from "../model/access";
import * as Folders from "../model/files/folders";
import { boundedPage } from "../model/pages";

const channelId = v.id("channels");
const folderId = v.id("folders");
const place = v.union(folderId, v.null());

/** All folders of a channel; each names the one it is in. */
export const list = sharedQuery({
  args: { channelId },
  returns: v.array(Folders.folderView),
  handler: async (ctx, args) => {
    await requireReader(ctx, args.channelId);
    return (await Folders.ofChannel(ctx, args.channelId)).map(Folders.toView);
  },
});

/** Folders of a channel that were deleted, the last first, without those that went with another. A page may be short. */
export const deleted = sharedQuery({
  args: { channelId, paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Folders.folderView),
  handler: async (ctx, { paginationOpts, ...args }) => {
    await requireReader(ctx, args.channelId);
    const result = await ctx.db
      .query("folders")
      .withIndex("by_channelId_and_deletedAt", (q) => q.eq("channelId", args.channelId).gt("deletedAt", 0))
      .order("desc")
      .paginate(boundedPage(paginationOpts));
    return { ...result, page: (await Folders.tops(ctx, result.page)).map(Folders.toView) };
  },
});

export const create = userMutation({
  args: { channelId, parentId: place, name: v.string() },
  returns: folderId,
  handler: async (ctx, { channelId: id, ...draft }) => {
    const channel = await requireOpenChannel(ctx, id);
    return await Folders.create(ctx, channel._id, draft);
  },
});

export const rename = userMutation({
  args: { folderId, name: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Folders.rename(ctx, await Folders.requireFolder(ctx, args.folderId), args.name);
    return null;
  },
});

/** Into another folder of its channel, or out of all (null). */
export const move = userMutation({
  args: { folderId, parentId: place },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Folders.move(ctx, await Folders.requireFolder(ctx, args.folderId), args.parentId);
    return null;
  },
});

/** With the folders in it; files and notes stay filed there. */
export const remove = userMutation({
  args: { folderId },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Folders.remove(ctx, await Folders.requireFolder(ctx, args.folderId));
    return null;
  },
});

export const restore = userMutation({
  args: { folderId },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Folders.restore(ctx, args.folderId);
    return null;
  },
});
