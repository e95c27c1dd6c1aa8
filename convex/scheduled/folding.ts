/** Scheduled by those who add to a head or a tally: see model/folding.ts. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as Heads from "../model/chat/heads";
import * as Tallies from "../model/tallies";

export const head = internalMutation({
  args: {
    channelId: v.id("channels"),
    threadId: v.optional(v.id("messages")),
    inRhythm: v.optional(v.boolean()),
  },
  returns: v.null(),
  handler: async (ctx, { inRhythm, ...conversation }) => {
    await Heads.fold(ctx, conversation, inRhythm);
    return null;
  },
});

export const tally = internalMutation({
  args: { key: v.string(), list: v.optional(Tallies.listing) },
  returns: v.null(),
  handler: async (ctx, { key, list }) => {
    await Tallies.fold(ctx, key, list);
    return null;
  },
});
