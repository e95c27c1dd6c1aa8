/** For `npm run seed` only. Not here: the demo's content, which comes in through the public functions. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as Entries from "../model/entries/entries";
import * as Heads from "../model/chat/heads";
import * as TaskRows from "../model/board/taskRows";
import schema from "../schema";

/** What was "said" and done is entered in its order, but all today: gives it its times. */
export const backdate = internalMutation({
  args: {
    messages: v.optional(v.array(v.object({ messageId: v.id("messages"), sentAt: v.number() }))),
    tasks: v.optional(
      v.array(v.object({ taskId: v.id("tasks"), movedAt: v.number(), startedAt: v.optional(v.number()) })),
    ),
    /** What boards held on days that are over. */
    days: v.optional(v.array(schema.tables.boardDays.validator)),
  },
  returns: v.null(),
  handler: async (ctx, { messages = [], tasks = [], days = [] }) => {
    for (const { messageId, sentAt } of messages) {
      const message = await ctx.db.get("messages", messageId);
      if (!message) continue;
      await ctx.db.patch("messages", messageId, { sentAt });
      await Heads.recount(ctx, message, 0);
      await Entries.renewMessage(ctx, messageId);
    }
    for (const { taskId, movedAt, startedAt } of tasks) {
      const task = await ctx.db.get("tasks", taskId);
      const fields = { movedAt, ...(startedAt !== undefined && { startedAt }) };
      if (task)
        await TaskRows.patch(ctx, task, { ...fields, ...(task.completedAt && { completedAt: movedAt }) });
    }
    for (const day of days) await ctx.db.insert("boardDays", day);
    return null;
  },
});
