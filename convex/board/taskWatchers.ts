import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import { requireTask } from "../model/access";
import * as Watchers from "../model/notices/watchers";
import * as Watching from "../model/tasks/watching";

const taskId = v.id("tasks");
/** The caller, where it is absent. */
const userId = v.optional(v.id("users"));

/** Who is told of what happens to a task. */
export const list = userQuery({
  args: { taskId },
  returns: v.array(v.id("users")),
  handler: async (ctx, args) => await Watching.watchers(ctx, await requireTask(ctx, args.taskId)),
});

/** Lets the caller, or somebody else who may read it, watch a task. */
export const add = userMutation({
  args: { taskId, userId },
  returns: v.null(),
  handler: async (ctx, { userId: who = ctx.user._id, ...args }) => {
    await Watching.watch(ctx, await requireTask(ctx, args.taskId), who);
    return null;
  },
});

export const remove = userMutation({
  args: { taskId, userId },
  returns: v.null(),
  handler: async (ctx, { userId: who = ctx.user._id, ...args }) => {
    await Watchers.remove(ctx, (await requireTask(ctx, args.taskId))._id, who);
    return null;
  },
});
