import { v } from "convex/values";
import { userMutation, userQuery } from "./functions";
import * as Drafts from "./model/drafts/drafts";

/** What the caller has typed and not sent, anywhere: the last changed first, as far as a list holds. */
export const list = userQuery({
  args: {},
  returns: v.array(Drafts.draftView),
  handler: async (ctx) => await Drafts.list(ctx),
});

/**
 * Keeps what the caller has typed in a channel, a thread or a task; an empty text removes it.
 *
 * @param base  the draft that it was made of: what another device has saved since is joined with it
 * @returns the draft as it is now
 */
export const save = userMutation({
  args: {
    channelId: v.optional(v.id("channels")),
    threadId: v.optional(v.id("messages")),
    taskId: v.optional(v.id("tasks")),
    text: v.string(),
    base: v.optional(v.string()),
  },
  returns: v.string(),
  handler: async (ctx, { text, base, ...place }) =>
    await Drafts.save(ctx, place, { text, ...(base !== undefined && { base }) }),
});
