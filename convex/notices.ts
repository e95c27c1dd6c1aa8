import { v } from "convex/values";
import { userMutation, userQuery } from "./functions";
import * as Assignments from "./model/notices/assignments";
import * as Notices from "./model/notices/notices";

/**
 * The tasks that others made the caller's, the channels they brought the caller into, and what the caller wanted to be reminded
 * of, that were not opened yet.
 */
export const unseen = userQuery({
  args: {},
  returns: v.array(Notices.unseenView),
  handler: async (ctx) => await Notices.unseen(ctx, ctx.user._id),
});

/** The caller has opened a task, a channel, or a message that they were reminded of. */
export const markSeen = userMutation({
  args: {
    taskId: v.optional(v.id("tasks")),
    channelId: v.optional(v.id("channels")),
    messageId: v.optional(v.id("messages")),
  },
  returns: v.null(),
  handler: async (ctx, { taskId, channelId, messageId }) => {
    if (taskId) await Assignments.sawTask(ctx, taskId, ctx.user._id);
    if (taskId) await Notices.sawReminder(ctx, ctx.user._id, { taskId });
    if (messageId) await Notices.sawReminder(ctx, ctx.user._id, { messageId });
    if (channelId) await Notices.sawChannel(ctx, ctx.user._id, channelId);
    return null;
  },
});
