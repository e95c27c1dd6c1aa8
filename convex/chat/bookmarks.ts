import { v } from "convex/values";
import { sharedQuery, userMutation, userQuery } from "../functions";
import { requireChannel, requireReader } from "../model/access";
import * as Bookmarks from "../model/chat/bookmarks";

const channelId = v.id("channels");
const bookmarkId = v.id("bookmarks");
const draft = { url: v.string(), title: v.string(), emoji: v.optional(v.string()) };
const beforeId = v.optional(bookmarkId);

/** Those of a channel, in their order. */
export const list = sharedQuery({
  args: { channelId },
  returns: v.array(Bookmarks.bookmarkView),
  handler: async (ctx, args) => {
    await requireReader(ctx, args.channelId);
    return (await Bookmarks.ofChannel(ctx, args.channelId)).map(Bookmarks.toView);
  },
});

/** What an address could be called in a channel, where that is known to all who read it. */
export const titleOf = userQuery({
  args: { channelId, url: v.string() },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { channelId: id, url }) =>
    await Bookmarks.titleOf(ctx, await requireChannel(ctx, id), url),
});

export const add = userMutation({
  args: { channelId, ...draft, beforeId },
  returns: bookmarkId,
  handler: async (ctx, { channelId: id, beforeId: before, ...fields }) =>
    await Bookmarks.add(ctx, await Bookmarks.requirePlace(ctx, id), fields, before),
});

/** All of it: what is not given is taken away. */
export const update = userMutation({
  args: { bookmarkId, ...draft },
  returns: v.null(),
  handler: async (ctx, { bookmarkId: id, ...fields }) => {
    await Bookmarks.update(ctx, await Bookmarks.requireBookmark(ctx, id), fields);
    return null;
  },
});

export const remove = userMutation({
  args: { bookmarkId },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Bookmarks.remove(ctx, await Bookmarks.requireBookmark(ctx, args.bookmarkId));
    return null;
  },
});

/** Before another one of its channel, or to the end. */
export const move = userMutation({
  args: { bookmarkId, beforeId },
  returns: v.null(),
  handler: async (ctx, args) => {
    const { _id, channelId: id } = await Bookmarks.requireBookmark(ctx, args.bookmarkId);
    await Bookmarks.arrange(ctx, id, _id, args.beforeId);
    return null;
  },
});
