/** Tasks by the days on which they are due, or that they take. */
import { v } from "convex/values";
import { sharedQuery } from "../functions";
import * as Dated from "../model/lists/dated";
import * as Cards from "../model/tasks/cards";

/**
 * Those that are due within seven days, of a channel or of all that the caller may see, by their days. `isCut`: there are
 * more, which a list finds.
 */
export const week = sharedQuery({
  args: {
    channelId: v.optional(v.id("channels")),
    /** Midnight of the first day, in UTC. */
    from: v.number(),
  },
  returns: v.object({ tasks: v.array(Cards.cardView), isCut: v.boolean() }),
  handler: async (ctx, wanted) => await Dated.week(ctx, wanted),
});

/**
 * Those that take a day of some, of a channel or of all that the caller may see, by their due days; and which of them wait for
 * which. `isCut`: there are more.
 */
export const span = sharedQuery({
  args: {
    channelId: v.optional(v.id("channels")),
    /** Midnight of the first day, in UTC, and of the day after the last one: `LIMITS.timelineDays` at most. */
    from: v.number(),
    until: v.number(),
  },
  returns: Dated.spanView,
  handler: async (ctx, wanted) => await Dated.span(ctx, wanted),
});
