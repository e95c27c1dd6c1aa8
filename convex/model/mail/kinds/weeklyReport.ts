/** The week of one person's channels. It is of a week that is over, and as good in the afternoon. */
import type { Infer } from "convex/values";
import { internal } from "../../../_generated/api";
import { tallyOf } from "../../../shared/reports";
import * as MailPlans from "../../settings/mailPlans";
import { reportContent } from "../../summaries/reportContent";
import * as Reports from "../../summaries/reports";
import { countsSaid, type MailKind } from "./kind";
import { HOUR_MS } from "../../../shared/time";

export const weeklyReport: MailKind<Infer<typeof reportContent>> = {
  content: reportContent,
  subject: ({ cells }) =>
    `Your week: ${countsSaid(Object.entries(tallyOf(cells)).map(([kind, count]) => [count, kind, kind]))}`,
  refreshed: async (shared, user, content) => user && (await Reports.refreshed(shared, user, content)),
  readableBy: Reports.readableBy,
  need: Reports.NEED,
  schedule: {
    sweep: internal.reports.sweep,
    everyMs: HOUR_MS,
    tooLateMs: 48 * HOUR_MS,
    due: (ctx, lane, { from, until }) =>
      ctx.db
        .query("mailSettings")
        .withIndex("by_lane_and_nextReportAt", (q) =>
          q.eq("lane", lane).gt("nextReportAt", from).lte("nextReportAt", until),
        ),
    dueAt: ({ nextReportAt }) => nextReportAt,
    moveOn: MailPlans.nextReport,
    later: (nextReportAt) => ({ nextReportAt }),
    toSend: async (ctx, { user }) => {
      const content = await Reports.toSend(ctx, user);
      return content && { content, period: content.week };
    },
  },
};
