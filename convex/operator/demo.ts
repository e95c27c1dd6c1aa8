/** For `npm run seed` only. Not here: the demo's content, which comes in through the public functions. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as Heads from "../model/chat/heads";
import * as TaskRows from "../model/board/taskRows";

/** What was "said" and done is entered in its order, but all today: gives it its times. */
export const backdate = internalMutation({
  args: {
    messages: v.optional(v.array(v.object({ messageId: v.id("messages"), sentAt: v.number() }))),
    tasks: v.optional(v.array(v.object({ taskId: v.id("tasks"), movedAt: v.number() }))),
  },
  returns: v.null(),
  handler: async (ctx, { messages = [], tasks = [] }) => {
    for (const { messageId, sentAt } of messages) {
      const message = await ctx.db.get("messages", messageId);
      if (!message) continue;
      await ctx.db.patch("messages", messageId, { sentAt });
      await Heads.recount(ctx, message, 0);
    }
    for (const { taskId, movedAt } of tasks) {
      const task = await ctx.db.get("tasks", taskId);
      if (task)
        await TaskRows.patch(ctx, task, { movedAt, ...(task.completedAt && { completedAt: movedAt }) });
    }
    return null;
  },
});
