/** The day of one person. The next one says all that an unsent one would have said. */
import type { Infer } from "convex/values";
import { internal } from "../../../_generated/api";
import * as MailPlans from "../../settings/mailPlans";
import { digestContent } from "../../summaries/digestContent";
import * as Digests from "../../summaries/digests";
import { countsSaid, type MailKind } from "./kind";
import { HOUR_MS } from "../../../shared/time";

export const digest: MailKind<Infer<typeof digestContent>> = {
  content: digestContent,
  subject: ({ due, assigned, mentions, channels }) => {
    const unread = channels.reduce((sum, channel) => sum + channel.unread, 0);
    return `Your day: ${countsSaid([
      [due.length, "task due", "tasks due"],
      [assigned.length, "new task", "new tasks"],
      [mentions.length, "mention", "mentions"],
      [unread, "unread message", "unread messages"],
    ])}`;
  },
  refreshed: async (shared, user, content) => user && (await Digests.refreshed(shared, user, content)),
  readableBy: Digests.readableBy,
  need: Digests.NEED,
  schedule: {
    sweep: internal.digests.sweep,
    everyMs: HOUR_MS,
    tooLateMs: 6 * HOUR_MS,
    due: (ctx, lane, { from, until }) =>
      ctx.db
        .query("mailSettings")
        .withIndex("by_lane_and_nextDigestAt", (q) =>
          q.eq("lane", lane).gt("nextDigestAt", from).lte("nextDigestAt", until),
        ),
    dueAt: ({ nextDigestAt }) => nextDigestAt,
    moveOn: (settings) => ({ ...MailPlans.nextDigest(settings), lastDigestAt: Date.now() }),
    later: (nextDigestAt) => ({ nextDigestAt }),
    toSend: async (_ctx, { user, settings, shared }) => {
      const content = await Digests.toSend(shared, user, settings);
      return content && { content, period: content.day };
    },
  },
};
