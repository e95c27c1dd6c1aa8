/** What one person was named in while they were away. */
import type { Infer } from "convex/values";
import { internal } from "../../../_generated/api";
import { mentionsContent } from "../../summaries/digestContent";
import * as MentionMails from "../../summaries/mentionMails";
import { NO_MENTIONS } from "../../settings/mailSettings";
import type { MailKind } from "./kind";
import { HOUR_MS, MINUTE_MS } from "../../../shared/time";

export const mentions: MailKind<Infer<typeof mentionsContent>> = {
  content: mentionsContent,
  subject: ({ mentions, moreCount }, workspace) => {
    const [first] = mentions;
    if (!first || mentions.length + moreCount > 1)
      return `You were mentioned ${mentions.length + moreCount} times in ${workspace}`;
    const place = first.channel.startsWith("#") ? ` in ${first.channel}` : "";
    return `${first.author} mentioned you${place}`;
  },
  refreshed: async (shared, user, content) => user && (await MentionMails.refreshed(shared, user, content)),
  readableBy: MentionMails.readableBy,
  need: MentionMails.NEED,
  schedule: {
    sweep: internal.emails.sweepMentions,
    everyMs: 5 * MINUTE_MS,
    tooLateMs: 24 * HOUR_MS,
    due: (ctx, lane, { from, until }) =>
      ctx.db
        .query("mailSettings")
        .withIndex("by_lane_and_nextMentionsAt", (q) =>
          q.eq("lane", lane).gt("nextMentionsAt", from).lte("nextMentionsAt", until),
        ),
    dueAt: ({ nextMentionsAt }) => nextMentionsAt,
    moveOn: () => NO_MENTIONS,
    later: (nextMentionsAt) => ({ nextMentionsAt }),
    toSend: async (ctx, { user, settings }) => {
      const since = settings.mentionsSince ?? 0;
      // Messages of a clock that was ahead keep their times when it is put right.
      const until = since > Date.now() ? since + HOUR_MS : Date.now();
      const content = await MentionMails.toSend(ctx, user, { since, until });
      return content && { content, period: since };
    },
  },
};
