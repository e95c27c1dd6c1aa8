import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import { requireOpenTask, requireTask } from "../model/access";
import { fail } from "../model/errors";
import { briefView } from "../model/tasks/relations";
import * as Subtasks from "../model/tasks/subtasks";

const taskId = v.id("tasks");

/** The parts of a task that the caller may read, in their order. A new one is made by `tasks.create`. */
export const list = userQuery({
  args: { taskId },
  returns: v.array(Subtasks.subtaskView),
  handler: async (ctx, args) => await Subtasks.ofTask(ctx, await requireTask(ctx, args.taskId)),
});

/** The task that one is a part of, where the caller may read it. */
export const parent = userQuery({
  args: { taskId },
  returns: v.union(briefView, v.null()),
  handler: async (ctx, args) => await Subtasks.parentOf(ctx, await requireTask(ctx, args.taskId)),
});

/** Makes a task the last part of another one, or with null a card of its own. */
export const setParent = userMutation({
  args: { taskId, parentId: v.union(taskId, v.null()) },
  returns: v.null(),
  handler: async (ctx, { parentId, ...args }) => {
    const task = await requireOpenTask(ctx, args.taskId);
    await Subtasks.setParent(ctx, task, parentId && (await requireOpenTask(ctx, parentId)));
    return null;
  },
});

/** Puts a part directly below `before`, or directly above `after`, or at the end: both are what the mover saw. */
export const place = userMutation({
  args: { taskId, before: v.optional(taskId), after: v.optional(taskId) },
  returns: v.null(),
  handler: async (ctx, { before, after, ...args }) => {
    const task = await requireOpenTask(ctx, args.taskId);
    if (task.parentId === undefined) throw fail("NOT_FOUND");
    await requireOpenTask(ctx, task.parentId);
    await Subtasks.place(ctx, task, { before, after });
    return null;
  },
});
