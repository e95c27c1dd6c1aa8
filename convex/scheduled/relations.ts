/** Scheduled where many wait for a task that is done: see model/board/relations.ts. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as Relations from "../model/board/relations";

export const tellWaiting = internalMutation({
  args: { taskId: v.id("tasks"), actorId: v.optional(v.id("users")), after: v.optional(v.id("tasks")) },
  returns: v.null(),
  handler: async (ctx, ended) => {
    await Relations.tellWaiting(ctx, { actorId: undefined, ...ended });
    return null;
  },
});
