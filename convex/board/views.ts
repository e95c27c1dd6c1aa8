/** Views of boards that people keep: how their tasks are shown, narrowed down and grouped. */
import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import * as Views from "../model/board/views";

const channelId = v.optional(v.id("channels"));

/** Those of a board that the caller keeps, and those that are kept for all who see it, by their names. */
export const list = userQuery({
  args: { channelId },
  returns: v.array(Views.viewView),
  handler: async (ctx, place) => await Views.list(ctx, place.channelId),
});

/** Keeps a view under a name; one of the same name and the same people is replaced. */
export const save = userMutation({
  args: {
    channelId,
    name: v.string(),
    /** As the address of a board says it. */
    query: v.string(),
    isShared: v.boolean(),
  },
  returns: v.id("boardViews"),
  handler: async (ctx, draft) => await Views.save(ctx, draft),
});

export const remove = userMutation({
  args: { viewId: v.id("boardViews") },
  returns: v.null(),
  handler: async (ctx, { viewId }) => {
    await Views.remove(ctx, viewId);
    return null;
  },
});

/** Lets the board of a channel open with one of its shared views; with null as every board does. */
export const setDefault = userMutation({
  args: { channelId: v.id("channels"), viewId: v.union(v.id("boardViews"), v.null()) },
  returns: v.null(),
  handler: async (ctx, { channelId, viewId }) => {
    await Views.setDefault(ctx, channelId, viewId);
    return null;
  },
});
