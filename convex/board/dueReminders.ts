import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import { requireTask } from "../model/access";
import * as DueReminders from "../model/later/dueReminders";
import { DUE_REMINDERS } from "../shared/board/facts";

const taskId = v.id("tasks");
/** Minutes before the due time. */
const before = v.union(literals(...DUE_REMINDERS), v.null());

export const get = userQuery({
  args: { taskId },
  returns: before,
  handler: async (ctx, { taskId }) => await DueReminders.get(ctx, await requireTask(ctx, taskId)),
});

/** Tells the caller once, so long before a task is due; null: no more. */
export const set = userMutation({
  args: { taskId, before },
  returns: v.null(),
  handler: async (ctx, { taskId, before }) => {
    await DueReminders.set(ctx, await requireTask(ctx, taskId), before);
    return null;
  },
});
