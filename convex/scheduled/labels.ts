/** Scheduled by a label that got another name, or that went with its tags: see model/tasks/labels. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as Labels from "../model/tasks/labels";

export const goOn = internalMutation({
  args: Labels.toRetag,
  returns: v.null(),
  handler: async (ctx, retag) => {
    await Labels.goOn(ctx, retag);
    return null;
  },
});

export const retag = internalMutation({
  args: { taskId: v.id("tasks"), from: v.string(), to: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, wanted) => {
    await Labels.retag(ctx, wanted);
    return null;
  },
});
