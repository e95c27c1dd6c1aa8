/** What is off the boards: done tasks that were archived, and deleted ones. */
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { sharedQuery, userMutation } from "../functions";
import { requireOpenTask } from "../model/access";
import * as Away from "../model/tasks/away";
import * as Cards from "../model/tasks/cards";
import * as Tasks from "../model/tasks/tasks";

/** Those of a channel, or of all that the caller may see, the last first. */
export const list = sharedQuery({
  args: {
    channelId: v.optional(v.id("channels")),
    kind: literals(...Away.KINDS),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(Cards.cardView.extend({ deletedAt: v.optional(v.number()) })),
  handler: async (ctx, { paginationOpts, ...wanted }) => await Away.list(ctx, wanted, paginationOpts),
});

/** Takes a done task off its boards, or puts it back. */
export const set = userMutation({
  args: { taskId: v.id("tasks"), isArchived: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { taskId, isArchived }) => {
    await Tasks.archive(ctx, await requireOpenTask(ctx, taskId), isArchived);
    return null;
  },
});
