/** That others reacted to a person's message: one row for the message. Who, and with what, the reactions themselves say. */
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { BEFORE_ALL } from "../../shared/unread";
import { settledTs } from "../commitTs";

/**
 * Makes the row that of the reactions as they are now. Unread are those after the last one that was seen.
 *
 * @param newest  the last reaction of somebody else; undefined where there is none
 */
export async function renew(
  ctx: MutationCtx,
  message: Doc<"messages">,
  newest: Doc<"reactions"> | undefined,
): Promise<void> {
  const { _id: messageId, authorId: userId, channelId, threadId } = message;
  const row = await ctx.db
    .query("notices")
    .withIndex("by_messageId_and_kind_and_userId", (q) => q.eq("messageId", messageId).eq("kind", "reaction"))
    .first();
  if (!newest) {
    if (row) await ctx.db.delete("notices", row._id);
    return;
  }
  const commitTs = settledTs(newest.commitTs);
  const isNews = !row || commitTs > settledTs(row.commitTs);
  const isUnread = commitTs > (row?.seenTs ?? BEFORE_ALL);
  const state = message.deletedAt !== undefined ? "withdrawn" : isUnread ? "unread" : "read";
  const said = { commitTs, actorId: newest.userId, postedAt: newest._creationTime, state } as const;
  if (!row) {
    await ctx.db.insert("notices", { userId, kind: "reaction", channelId, threadId, messageId, ...said });
    return;
  }
  const isWaiting = row.snoozedUntil !== undefined || row.doneAt !== undefined;
  await ctx.db.patch("notices", row._id, {
    ...said,
    ...(isNews && { doneAt: undefined, snoozedUntil: undefined }),
    ...(!isNews && isWaiting && state === "unread" && { state: "read" as const }),
  });
}
