/**
 * A reply that was sent to the channel too: a message of the channel with the same text, which leads to the thread. The two
 * are edited together, and go together; the copy alone can be taken out of the channel.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { UserMutationCtx } from "../access";
import type { DbCtx } from "../context";
import * as Entries from "../entries/entries";
import * as Listeners from "../notices/listeners";
import * as LinkLooks from "../files/linkLooks";
import { mayHaveLinks } from "../../shared/markdown/mayHaveLinks";
import * as Heads from "./heads";
import * as ReadPositions from "./readPositions";

type Message = Doc<"messages">;

/** Whom the reply names it has told already. */
export async function post(
  ctx: UserMutationCtx,
  replyId: Id<"messages">,
  channel: Doc<"channels">,
  files: Doc<"files">[],
): Promise<void> {
  const reply = (await ctx.db.get("messages", replyId))!;
  const { channelId, authorId, text, sentAt, mentions, fileIds } = reply;
  const shown = { channelId, authorId, text, sentAt, mentions, ...(fileIds && { fileIds }) };
  const message = { ...shown, threadId: undefined, fromReplyId: replyId, fromThreadId: reply.threadId };
  const copyId = await ctx.db.insert("messages", { ...message, commitTs: ctx.db.vars.commitTs });
  await ctx.db.patch("messages", replyId, { copyId });
  await Entries.posted(ctx, { ...message, _id: copyId }, channel, files);
  await Heads.posted(ctx, { channelId, threadId: undefined, sentAt });
  await ReadPositions.moveToEnd(ctx, { channelId, userId: authorId });
  await Listeners.posted(ctx, { ...message, mentions: [], _id: copyId }, {});
  if (mayHaveLinks(text)) await LinkLooks.wanted(ctx, (await ctx.db.get("messages", copyId))!);
}

export async function copyOf(ctx: DbCtx, { copyId }: Message): Promise<Message | null> {
  return copyId === undefined ? null : await ctx.db.get("messages", copyId);
}

/** Of a reply its copy, and of the copy the reply. */
export async function otherOf(ctx: DbCtx, message: Message): Promise<Message | null> {
  const { fromReplyId } = message;
  return fromReplyId === undefined ? await copyOf(ctx, message) : await ctx.db.get("messages", fromReplyId);
}
