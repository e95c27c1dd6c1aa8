/** Scheduled where the parts of many tasks are renewed at once: see model/board/subtasks.ts. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as Subtasks from "../model/board/subtasks";

export const renew = internalMutation({
  args: { taskId: v.id("tasks") },
  returns: v.null(),
  handler: async (ctx, { taskId }) => {
    await Subtasks.renewParts(ctx, taskId);
    return null;
  },
});
