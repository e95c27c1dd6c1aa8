import { v } from "convex/values";
import { userMutation } from "../functions";
import { requireOpenTask } from "../model/access";
import * as Helping from "../model/tasks/helping";

/** Lets somebody help with a task, or no more; beside what others choose at the same time. */
export const set = userMutation({
  args: { taskId: v.id("tasks"), userId: v.id("users"), isHelping: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { taskId, ...choice }) => {
    await Helping.set(ctx, await requireOpenTask(ctx, taskId), choice);
    return null;
  },
});
