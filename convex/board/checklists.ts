import { v } from "convex/values";
import { userMutation } from "../functions";
import { requireOpenTask } from "../model/access";
import * as Checklists from "../model/parts/checklists";

/** A box in the description of a task: the number of its line, from 0, and what stands behind it, as the caller saw them. */
const seen = { taskId: v.id("tasks"), line: v.number(), text: v.string() };

/** Ticks a box, or takes the tick away. @throws CHECK_GONE where no line says that any more */
export const tick = userMutation({
  args: { ...seen, isDone: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { taskId, isDone, ...box }) => {
    await Checklists.tick(ctx, await requireOpenTask(ctx, taskId), box, isDone);
    return null;
  },
});

/** Makes a subtask of what stands behind a box. @throws CHECK_GONE */
export const toSubtask = userMutation({
  args: seen,
  returns: v.id("tasks"),
  handler: async (ctx, { taskId, ...box }) =>
    await Checklists.toSubtask(ctx, await requireOpenTask(ctx, taskId), box),
});
