import { v, type Infer } from "convex/values";
import { userMutation } from "../functions";
import { requireOpenTask } from "../model/access";
import * as Duplicates from "../model/parts/duplicates";

/** A second card that says the same, with all that is a part of it, directly below the first. */
export const make = userMutation({
  args: { taskId: v.id("tasks") },
  returns: Duplicates.duplicateView,
  handler: async (ctx, { taskId }): Promise<Infer<typeof Duplicates.duplicateView>> =>
    await Duplicates.make(ctx, await requireOpenTask(ctx, taskId)),
});
