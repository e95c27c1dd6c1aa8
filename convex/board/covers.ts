import { v } from "convex/values";
import { userMutation } from "../functions";
import { requireOpenTask } from "../model/access";
import * as Covers from "../model/parts/covers";

/** Lets a card show one of its pictures, or with null none. */
export const set = userMutation({
  args: { taskId: v.id("tasks"), fileId: v.union(v.id("files"), v.null()) },
  returns: v.null(),
  handler: async (ctx, { taskId, fileId }) => {
    await Covers.set(ctx, await requireOpenTask(ctx, taskId), fileId);
    return null;
  },
});
