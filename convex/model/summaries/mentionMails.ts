/**
 * "You were mentioned while away": what somebody was named in and has not seen, some minutes later and in one mail.
 *
 *   mention ──▶ mailSettings.nextMentionsAt ──sweep──▶ an email, if any of it is still unread and they were not here
 */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { canRead } from "../access";
import { settledTs } from "../commitTs";
import type { mentionsContent } from "./digestContent";
import * as Presence from "../people/presence";
import * as MailSettings from "../settings/mailSettings";
import { positionsOf } from "../chat/readPositions";
import * as Notices from "../notices/notices";
import { quote } from "./quotes";
import type { DbCtx } from "../context";

type MentionsMail = Infer<typeof mentionsContent>;
type Span = Pick<MentionsMail, "since" | "until">;

/** What a person does not know of yet; null when they do. */
export async function toSend(
  ctx: DbCtx,
  user: Doc<"users">,
  { since, until }: Span,
): Promise<MentionsMail | null> {
  const rows = await Notices.mentionsBetween(ctx, user._id, { since, until });
  const lookedAt = await Presence.lastAt(ctx, user._id);
  const replies = (await Notices.unreadReplies(ctx, user._id)).filter(({ kind }) => kind === "mention");
  const unseen: typeof rows = [];
  const positions = new Map(
    (await positionsOf(ctx, user._id)).map(({ channelId, lastReadTs }) => [channelId, lastReadTs]),
  );
  for (const row of rows) {
    const isUnread =
      row.postedAt > lookedAt && settledTs(row.commitTs) > (positions.get(row.channelId) ?? 0n);
    if (isUnread && (await canRead(ctx, row.channelId, user._id))) unseen.push(row);
  }
  for (const row of replies) {
    const isInTime = row.postedAt >= since && row.postedAt <= until && row.postedAt > lookedAt;
    if (isInTime && (await canRead(ctx, row.channelId, user._id))) unseen.push(row);
  }
  unseen.sort((a, b) => a.postedAt - b.postedAt);
  const items = await Promise.all(
    unseen.slice(0, LIMITS.digestItems).map(async ({ messageId }) => {
      const message = await ctx.db.get("messages", messageId);
      return message && (await quote(ctx, message, user._id));
    }),
  );
  const mentions = items.filter((item) => item !== null);
  if (mentions.length === 0) return null;
  const moreCount = unseen.length - mentions.length;
  return { kind: "mentions", name: user.name, since, until, mentions, moreCount };
}

/** A queued mail once more, as it is now; null when all was seen, or the person wants none any more. */
export async function refreshed(
  ctx: DbCtx,
  user: Doc<"users">,
  queued: MentionsMail,
): Promise<MentionsMail | null> {
  const settings = await MailSettings.require(ctx, user._id);
  return settings.mentionMinutes === 0 ? null : await toSend(ctx, user, queued);
}

/** Only what another person may read too: for an admin who looks at somebody else's mail. */
export async function readableBy(
  ctx: DbCtx,
  mail: MentionsMail,
  readerId: Id<"users">,
): Promise<MentionsMail> {
  const mentions: MentionsMail["mentions"] = [];
  for (const mention of mail.mentions)
    if (await canRead(ctx, mention.channelId, readerId)) mentions.push(mention);
  return { ...mail, mentions };
}
