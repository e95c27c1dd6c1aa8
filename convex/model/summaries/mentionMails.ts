/**
 * "You were mentioned while away": what somebody was named in and has not seen, some minutes later and in one mail.
 *
 *   mention ──▶ mailSettings.nextMentionsAt ──sweep──▶ an email, if any of it is still unread and they were not here
 */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { MIB, type Need } from "../batches";
import { LAST_TS, settledTs } from "../commitTs";
import type { mentionsContent } from "./digestContent";
import * as Presence from "../people/presence";
import * as MailSettings from "../settings/mailSettings";
import { positionsOf } from "../chat/readPositions";
import * as Notices from "../notices/notices";
import { namingOf, quoteWithTasks, readableQuotes } from "./quotes";
import { wantsOf } from "../ringing/mails";
import { readableTo } from "./readable";
import type { DbCtx } from "../context";

type MentionsMail = Infer<typeof mentionsContent>;
type Span = Pick<MentionsMail, "since" | "until">;

/** What such a mail reads: notices and positions, and who may read a channel that the person is not in. */
export const NEED: Need = { databaseQueries: 1_500, documentsRead: 3_800, bytesRead: 5.25 * MIB };

/** What a person does not know of yet; null when they do. */
export async function toSend(
  ctx: DbCtx,
  user: Doc<"users">,
  { since, until }: Span,
): Promise<MentionsMail | null> {
  const lookedAt = await Presence.lastAt(ctx, user._id);
  const positions = new Map(
    (await positionsOf(ctx, user._id)).map(({ channelId, lastReadTs }) => [channelId, lastReadTs]),
  );
  const rows = (await Notices.mentionsBetween(ctx, user._id, { since, until })).filter(
    ({ postedAt, commitTs, channelId }) =>
      postedAt > lookedAt && settledTs(commitTs) > (positions.get(channelId) ?? LAST_TS),
  );
  const replies = (await Notices.unreadSaid(ctx, user._id)).filter(
    ({ kind, postedAt }) =>
      kind === "mention" && postedAt >= since && postedAt <= until && postedAt > lookedAt,
  );
  const isReadable = await readableTo(ctx, [...rows, ...replies], user._id, positions.keys());
  const wants = await wantsOf(ctx, user._id);
  const unseen = [];
  for (const row of [...rows, ...replies]) if (isReadable(row) && (await wants(row))) unseen.push(row);
  unseen.sort((a, b) => a.postedAt - b.postedAt);
  const items = await Promise.all(
    unseen.slice(0, LIMITS.digestItems).map(async ({ messageId }) => {
      const message = await ctx.db.get("messages", messageId);
      return message && (await quoteWithTasks(ctx, message, user._id));
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
  const isReadable = await readableTo(ctx, namingOf(mail.mentions), readerId);
  return { ...mail, mentions: readableQuotes(mail.mentions, isReadable) };
}
