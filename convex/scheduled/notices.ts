/** Scheduled by what concerns many, and by those who want to hear of something later. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as Reactions from "../model/chat/reactions";
import * as Follows from "../model/notices/follows";
import * as Replies from "../model/notices/replies";
import * as Watchers from "../model/notices/watchers";
import * as Triage from "../model/inbox/triage";

const messageId = v.id("messages");

export const tellFollowers = internalMutation({
  args: { messageId, isNew: v.optional(v.boolean()), after: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, wanted) => {
    await Replies.tellFollowers(ctx, wanted);
    return null;
  },
});

export const tellWatchers = internalMutation({
  args: Watchers.toTell,
  returns: v.null(),
  handler: async (ctx, wanted) => {
    await Watchers.goOn(ctx, wanted);
    return null;
  },
});

export const tellOfReactions = internalMutation({
  args: { messageId },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    await Reactions.tellAuthor(ctx, messageId);
    return null;
  },
});

export const removeFollows = internalMutation({
  args: { userId: v.id("users"), channelId: v.id("channels") },
  returns: v.null(),
  handler: async (ctx, { userId, channelId }) => {
    await Follows.removeIn(ctx, userId, channelId);
    return null;
  },
});

export const wake = internalMutation({
  args: { noticeId: v.id("notices"), until: v.number() },
  returns: v.null(),
  handler: async (ctx, { noticeId, until }) => {
    await Triage.wake(ctx, noticeId, until);
    return null;
  },
});
