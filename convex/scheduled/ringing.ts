/** Scheduled by what may ring somebody: see model/ringing. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as FanOut from "../model/ringing/fanOut";
import * as Rings from "../model/ringing/rings";
import * as RingChoices from "../model/settings/ringChoices";

const messageId = v.id("messages");

/** These people, as far as they want it. */
export const ringPeople = internalMutation({
  args: { messageId, userIds: v.array(v.id("users")) },
  returns: v.null(),
  handler: async (ctx, { messageId, userIds }) => {
    await FanOut.ringPeople(ctx, messageId, userIds);
    return null;
  },
});

export const ringListeners = internalMutation({
  args: { messageId, after: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { messageId, after }) => {
    await FanOut.ringListeners(ctx, messageId, after);
    return null;
  },
});

export const tellListeners = internalMutation({
  args: {
    messageId,
    word: v.optional(v.number()),
    after: v.optional(v.number()),
    isEdit: v.optional(v.boolean()),
  },
  returns: v.null(),
  handler: async (ctx, sought) => {
    await FanOut.tellListeners(ctx, sought);
    return null;
  },
});

export const callAll = internalMutation({
  args: { messageId, after: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { messageId, after }) => {
    await FanOut.callAll(ctx, messageId, after);
    return null;
  },
});

export const callGroups = internalMutation({
  args: { messageId, at: v.optional(v.number()), after: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { messageId, at, after }) => {
    await FanOut.callGroups(ctx, messageId, at, after);
    return null;
  },
});

export const renewNotices = internalMutation({
  args: { messageId, kind: FanOut.listedKind, after: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { messageId, kind, after }) => {
    await FanOut.renewNotices(ctx, messageId, kind, after);
    return null;
  },
});

export const ringOfNotice = internalMutation({
  args: { noticeId: v.id("notices") },
  returns: v.null(),
  handler: async (ctx, { noticeId }) => {
    await Rings.ringOfNotice(ctx, noticeId);
    return null;
  },
});

export const markChannels = internalMutation({
  args: { userId: v.id("users"), after: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { userId, after }) => {
    await RingChoices.markChannels(ctx, userId, after);
    return null;
  },
});
