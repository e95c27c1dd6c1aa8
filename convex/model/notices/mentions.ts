/** Whom a message concerns: those it names, and the author of the thread it replies in. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import * as MailSettings from "../settings/mailSettings";

type Message = Doc<"messages">;

async function concerned(ctx: MutationCtx, message: Message): Promise<Map<Id<"users">, "mention" | "reply">> {
  const people = new Map<Id<"users">, "mention" | "reply">();
  const root = message.threadId && (await ctx.db.get("messages", message.threadId));
  if (root) people.set(root.authorId, "reply");
  for (const userId of message.mentions) people.set(userId, "mention");
  people.delete(message.authorId);
  return people;
}

/**
 * Makes the notices those of the message as it is now: none for its author, and none to be seen once it is deleted.
 * People whom a reply concerned before are not told again: they may have seen it.
 *
 * @param before whom it mentioned
 */
export async function renew(
  ctx: MutationCtx,
  message: Message,
  before: readonly Id<"users">[],
): Promise<void> {
  const {
    _id: messageId,
    _creationTime: postedAt,
    channelId,
    threadId,
    authorId: actorId,
    commitTs,
  } = message;
  const isDeleted = message.deletedAt !== undefined;
  const people =
    isDeleted && threadId === undefined ? new Map<never, never>() : await concerned(ctx, message);
  const waiting = threadId === undefined ? "byPosition" : isDeleted ? "withdrawn" : "unread";
  const rows = await ctx.db
    .query("notices")
    .withIndex("by_messageId", (q) => q.eq("messageId", messageId))
    .collect();
  for (const { _id, userId, kind, state } of rows) {
    const isStill = people.get(userId);
    if (isStill === undefined) await ctx.db.delete("notices", _id);
    else if (isStill !== kind || (state !== "read" && state !== waiting))
      await ctx.db.patch("notices", _id, { kind: isStill, ...(state !== "read" && { state: waiting }) });
    people.delete(userId);
  }
  for (const [userId, kind] of people) {
    if (threadId !== undefined && (isDeleted || before.includes(userId))) continue;
    const place = { channelId, threadId, messageId, actorId, postedAt, commitTs };
    await ctx.db.insert("notices", { userId, kind, ...place, state: waiting });
    if (kind === "mention") await MailSettings.noticeMention(ctx, userId, postedAt);
  }
}
