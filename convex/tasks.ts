import { v } from "convex/values";
import { sharedQuery, userMutation, userQuery } from "./functions";
import { requireHiddenChannels, requireReader, requireTask, requireTaskRow } from "./model/access";
import * as Board from "./model/tasks/board";
import * as Tasks from "./model/tasks/tasks";

const taskId = v.id("tasks");

export const get = userQuery({
  args: { taskId },
  returns: Tasks.taskView,
  handler: async (ctx, { taskId }) => Tasks.toView(await requireTask(ctx, taskId)),
});

/** By column and rank: the tasks of a channel, or all that the caller may see. */
export const board = sharedQuery({
  args: { channelId: v.optional(v.id("channels")) },
  returns: v.array(Tasks.cardView),
  handler: async (ctx, { channelId }) => {
    if (channelId === undefined) {
      const hidden = await requireHiddenChannels(ctx);
      return (await Board.ofWorkspace(ctx, hidden)).map(Tasks.toCard);
    }
    await requireReader(ctx, channelId);
    return (await Board.ofChannel(ctx, channelId)).map(Tasks.toCard);
  },
});

export const create = userMutation({
  args: Tasks.draftFields,
  returns: taskId,
  handler: async (ctx, draft) => await Tasks.create(ctx, draft),
});

export const update = userMutation({
  args: { taskId, ...Tasks.changeFields },
  returns: v.null(),
  handler: async (ctx, { taskId, ...changes }) => {
    const task = await requireTask(ctx, taskId);
    await Tasks.update(ctx, task, changes);
    return null;
  },
});

/**
 * Moves a task to a column: directly below `before`, or directly above `after`, or to the end. Both
 * are what the mover saw; the server looks at what is there now.
 */
export const move = userMutation({
  args: { taskId, status: Tasks.status, before: v.optional(taskId), after: v.optional(taskId) },
  returns: v.null(),
  handler: async (ctx, { taskId, ...place }) => {
    const task = await requireTask(ctx, taskId);
    await Tasks.move(ctx, task, place);
    return null;
  },
});

export const remove = userMutation({
  args: { taskId },
  returns: v.null(),
  handler: async (ctx, { taskId }) => {
    const task = await requireTask(ctx, taskId);
    await ctx.db.patch("tasks", task._id, { deletedAt: Date.now() });
    return null;
  },
});

/** Undoes `remove`: the task returns to its place. */
export const restore = userMutation({
  args: { taskId },
  returns: v.null(),
  handler: async (ctx, { taskId }) => {
    const task = await requireTaskRow(ctx, taskId);
    await ctx.db.patch("tasks", task._id, { deletedAt: undefined });
    return null;
  },
});
