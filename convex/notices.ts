import { v } from "convex/values";
import { userMutation, userQuery } from "./functions";
import * as Assignments from "./model/notices/assignments";
import * as Notices from "./model/notices/notices";

/** The tasks that others made the caller's, and the channels they brought the caller into, that were not opened yet. */
export const unseen = userQuery({
  args: {},
  returns: v.array(Notices.unseenView),
  handler: async (ctx) => await Notices.unseen(ctx, ctx.user._id),
});

/** The caller has opened a task or a channel. */
export const markSeen = userMutation({
  args: { taskId: v.optional(v.id("tasks")), channelId: v.optional(v.id("channels")) },
  returns: v.null(),
  handler: async (ctx, { taskId, channelId }) => {
    if (taskId) await Assignments.sawTask(ctx, taskId, ctx.user._id);
    if (channelId) await Notices.sawChannel(ctx, ctx.user._id, channelId);
    return null;
  },
});
