import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import { requireOpenTask, requireTask } from "../model/access";
import * as Repeats from "../model/later/repeats";

const taskId = v.id("tasks");

/** How a task comes again; null for one that does not. */
export const get = userQuery({
  args: { taskId },
  returns: v.union(Repeats.repeatView, v.null()),
  handler: async (ctx, { taskId }) => await Repeats.get(ctx, await requireTask(ctx, taskId)),
});

/** Lets a task come again by a rule of `shared/board/repeats.ts`, by the days of a time zone. */
export const set = userMutation({
  args: { taskId, ...Repeats.wanted },
  returns: v.null(),
  handler: async (ctx, { taskId, ...wanted }) => {
    await Repeats.set(ctx, await requireOpenTask(ctx, taskId), wanted);
    return null;
  },
});

export const remove = userMutation({
  args: { taskId },
  returns: v.null(),
  handler: async (ctx, { taskId }) => {
    await Repeats.unset(ctx, await requireOpenTask(ctx, taskId));
    return null;
  },
});
