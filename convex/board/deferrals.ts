/** Tasks that a person sees in their list from a day on: theirs alone. */
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import { requireTask } from "../model/access";
import * as Deferrals from "../model/lists/deferrals";
import * as Cards from "../model/tasks/cards";

/** Those that the caller sees later than today, the next day first. A page may be shorter than asked for. */
export const list = userQuery({
  args: {
    /** Midnight of the caller's day, in UTC. */
    today: v.number(),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(v.object({ task: Cards.cardView, showFrom: v.number() })),
  handler: async (ctx, { today, paginationOpts }) => {
    const result = await Deferrals.list(ctx, today, paginationOpts);
    return {
      ...result,
      page: result.page.map(({ task, showFrom }) => ({ task: Cards.toCard(task), showFrom })),
    };
  },
});

/** Shows a task in the caller's list from a day on; with null at once. */
export const set = userMutation({
  args: { taskId: v.id("tasks"), showFrom: v.union(v.number(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { taskId, showFrom }) => {
    await Deferrals.set(ctx, (await requireTask(ctx, taskId))._id, showFrom);
    return null;
  },
});
