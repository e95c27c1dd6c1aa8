import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { userQuery } from "./functions";
import { requireUser } from "./model/access";
import { fail } from "./model/errors";
import { reportContent } from "./model/scheduledMail/reportContent";
import * as Reports from "./model/scheduledMail/reports";
import * as Rounds from "./model/scheduledMail/rounds";

/** This week so far (0), or the one before (1): what moved earlier may have moved again since. */
export const week = userQuery({
  args: { weeksAgo: v.number() },
  returns: reportContent,
  handler: async (ctx, { weeksAgo }) => {
    if (weeksAgo !== 0 && weeksAgo !== 1) throw fail("WEEK_INVALID");
    return await Reports.ofWeek(ctx, ctx.user, weeksAgo);
  },
});

/** The last week, for the mail's preview. @throws NOT_SIGNED_IN */
export const mine = internalQuery({
  args: {},
  returns: reportContent,
  handler: async (ctx) => await Reports.ofWeek(ctx, await requireUser(ctx), 1),
});

export const sweep = internalMutation({
  args: Rounds.sweepArgs,
  returns: v.null(),
  handler: async (ctx, args) => {
    await Rounds.sweep(ctx, "weeklyReport", args);
    return null;
  },
});
