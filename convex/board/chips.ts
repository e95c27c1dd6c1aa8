/** Tasks that texts name: every window asks for those of the messages that it shows. */
import { v } from "convex/values";
import { sharedQuery } from "../functions";
import { numbered } from "../model/tasks/find";
import { cardView, toCard } from "../model/tasks/cards";

/** The task that "T-42" names; null where there is none that the caller may read. */
export const get = sharedQuery({
  args: { number: v.number() },
  returns: v.union(cardView, v.null()),
  handler: async (ctx, { number }) => {
    const task = await numbered(ctx, number);
    return task && toCard(task);
  },
});
