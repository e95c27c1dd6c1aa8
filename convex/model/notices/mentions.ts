/** Whom a message names. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { decide } from "../../shared/notices";
import { findMembership } from "../access";
import * as MailSettings from "../settings/mailSettings";
import * as Follows from "./follows";
import * as Replies from "./replies";

type Message = Doc<"messages">;
type Named = { userId: Id<"users">; isMember: boolean; mayRead: boolean };

/** Whom a message names, but for its author. Who may not read it has a notice for the day when they may, and sees none before. */
async function named(ctx: MutationCtx, message: Message): Promise<Named[]> {
  const { authorId, channelId, threadId, mentions } = message;
  if (mentions.length === 0) return [];
  const channel = await ctx.db.get("channels", channelId);
  const people = await Promise.all(
    mentions
      .filter((userId) => userId !== authorId)
      .map(async (userId) => {
        const isMember = (await findMembership(ctx, channelId, userId)) !== null;
        const { rule } = decide({
          mayRead: isMember || channel?.kind === "public",
          isAuthor: false,
          isMentioned: true,
          isCalled: false,
          isInGroup: false,
          hasKeyword: false,
          isReply: threadId !== undefined,
          isFollowing: undefined,
          isDeleted: false,
          isRead: false,
        });
        return { userId, isMember, rule };
      }),
  );
  return people
    .filter(({ rule }) => rule === "mention" || rule === "outsider")
    .map(({ userId, isMember, rule }) => ({ userId, isMember, mayRead: rule === "mention" }));
}

/**
 * Makes the notices those of the message as it is now: none for its author, and none to be seen once it is deleted. Who was
 * named before and has none is not told again.
 *
 * @param before     whom it mentioned
 * @param hasReadBy  whether somebody who is named only now has read the message: they would miss it
 */
export async function renew(
  ctx: MutationCtx,
  message: Message,
  before: readonly Id<"users">[],
  hasReadBy: (userId: Id<"users">) => Promise<boolean> = () => Promise.resolve(false),
): Promise<void> {
  const rows = await ctx.db
    .query("notices")
    .withIndex("by_messageId_and_kind_and_userId", (q) =>
      q.eq("messageId", message._id).eq("kind", "mention"),
    )
    .collect();
  const known = new Set(rows.map(({ userId }) => userId));
  for (const row of rows) await follow(ctx, row, message);
  if (message.threadId !== undefined && rows.some(({ userId }) => !message.mentions.includes(userId)))
    await Replies.changed(ctx, message._id);
  if (message.deletedAt !== undefined) return;
  for (const person of await named(ctx, message)) {
    if (known.has(person.userId) || before.includes(person.userId)) continue;
    await tell(ctx, message, person, await hasReadBy(person.userId));
  }
}

/** What becomes of a notice when its message was edited, deleted or restored. */
async function follow(
  ctx: MutationCtx,
  row: Doc<"notices">,
  { deletedAt, mentions }: Message,
): Promise<void> {
  const { _id, userId, state, doneAt, snoozedUntil } = row;
  if (!mentions.includes(userId)) return await ctx.db.delete("notices", _id);
  const isWithdrawn = state === "withdrawn";
  if (isWithdrawn === (deletedAt !== undefined)) return;
  const isSettled = doneAt !== undefined || snoozedUntil !== undefined;
  await ctx.db.patch("notices", _id, {
    state: !isWithdrawn ? "withdrawn" : isSettled ? "read" : "byPosition",
  });
}

async function tell(
  ctx: MutationCtx,
  message: Message,
  { userId, isMember, mayRead }: Named,
  hasRead: boolean,
): Promise<void> {
  const {
    _id: messageId,
    _creationTime: postedAt,
    channelId,
    threadId,
    authorId: actorId,
    commitTs,
  } = message;
  if (threadId !== undefined && mayRead) {
    const readTs = typeof commitTs === "bigint" ? commitTs - 1n : ctx.meta.getSnapshotTs();
    await Follows.begin(ctx, userId, { channelId, threadId }, { reason: "mention", readTs });
  }
  // Who reads a public channel without being in it has no position there.
  const hasPosition = !hasRead && (threadId !== undefined || isMember || !mayRead);
  const place = { channelId, threadId, messageId, actorId, postedAt, commitTs };
  const state = hasPosition ? "byPosition" : "unread";
  await ctx.db.insert("notices", { userId, kind: "mention", ...place, state });
  if (mayRead) await MailSettings.noticeMention(ctx, userId, postedAt);
}
