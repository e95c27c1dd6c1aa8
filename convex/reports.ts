import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { userQuery } from "./functions";
import { requireUser } from "./model/access";
import { fail } from "./model/errors";
import { reportContent } from "./model/summaries/reportContent";
import * as Reports from "./model/summaries/reports";
import { sweepArgs } from "./model/mail/kinds/kind";
import * as ScheduledMail from "./model/mail/scheduledMail";

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
  args: sweepArgs,
  returns: v.null(),
  handler: async (ctx, args) => {
    await ScheduledMail.sweep(ctx, "weeklyReport", args);
    return null;
  },
});
