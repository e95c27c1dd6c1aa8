import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx } from "../access";
import { fail } from "../errors";
import type { DbCtx } from "../context";
import * as Emoji from "./emoji";
import * as Entries from "../entries/entries";
import { LAST_TS } from "../commitTs";
import { internal } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import * as Reacted from "../notices/reacted";
import * as Triggers from "../triggers";

/**
 * Who reacted with what, each emoji in the order of its first use.
 *
 * @param most  of many only the newest
 */
export async function groupsOf(ctx: DbCtx, message: Doc<"messages">, most?: number) {
  if (message.hasReactions !== true) return [];
  const groups = new Map<string, Id<"users">[]>();
  const rows = most === undefined ? await rowsOf(ctx, message._id) : await newestOf(ctx, message._id, most);
  for (const { emoji, userId } of rows) {
    groups.set(emoji, [...(groups.get(emoji) ?? []), userId]);
  }
  return Array.from(groups, ([emoji, userIds]) => ({ emoji, userIds }));
}

/**
 * Adds the caller's reaction. The same one again changes nothing. It counts those that were there when it began, so that
 * many at once do not wait for each other, and may come to a few more than the limit together.
 *
 * @throws EMOJI_INVALID | TOO_MANY_REACTIONS
 */
export async function add(ctx: UserMutationCtx, message: Doc<"messages">, emoji: string): Promise<void> {
  await Emoji.requireEmoji(ctx, emoji);
  if (await find(ctx, message._id, emoji)) return;
  const rows = await rowsOf(ctx, message._id, ctx.meta.getSnapshotTs());
  const kinds = new Set(rows.map((row) => row.emoji));
  const isNewKind = !kinds.has(emoji) && kinds.size >= LIMITS.emojiKindsPerMessage;
  if (isNewKind || rows.length >= LIMITS.reactionsPerMessage) throw fail("TOO_MANY_REACTIONS");

  const reaction = { messageId: message._id, userId: ctx.user._id, emoji };
  await ctx.db.insert("reactions", { ...reaction, commitTs: ctx.db.vars.commitTs });
  await changed(ctx, message);
  if (message.hasReactions !== true) {
    await ctx.db.patch("messages", message._id, { hasReactions: true });
    await Entries.renewMessage(ctx, message._id);
  }
  if (!kinds.has(emoji)) await Triggers.reacted(ctx, message, emoji);
}

/** Takes the caller's reaction back. What is not there is left alone. */
export async function remove(ctx: UserMutationCtx, message: Doc<"messages">, emoji: string): Promise<void> {
  const reaction = await find(ctx, message._id, emoji);
  if (!reaction) return;
  await ctx.db.delete("reactions", reaction._id);
  await changed(ctx, message);
}

/** Its author is told soon after, so that whoever reacts waits for nobody else who does. */
async function changed(ctx: UserMutationCtx, { _id: messageId, authorId }: Doc<"messages">): Promise<void> {
  if (authorId !== ctx.user._id)
    await ctx.scheduler.runAfter(0, internal.scheduled.notices.tellOfReactions, { messageId });
}

/** Makes what the author of a message is told of its reactions that of the reactions as they are now. */
export async function tellAuthor(ctx: MutationCtx, messageId: Id<"messages">): Promise<void> {
  const message = await ctx.db.get("messages", messageId);
  if (message?.hasReactions !== true) return;
  const others = (await rowsOf(ctx, messageId, ctx.meta.getSnapshotTs())).filter(
    ({ userId }) => userId !== message.authorId,
  );
  await Reacted.renew(ctx, message, others.at(-1));
}

async function find(ctx: UserMutationCtx, messageId: Id<"messages">, emoji: string) {
  return await ctx.db
    .query("reactions")
    .withIndex("by_messageId_and_userId_and_emoji", (q) =>
      q.eq("messageId", messageId).eq("userId", ctx.user._id).eq("emoji", emoji),
    )
    .unique();
}

async function newestOf(ctx: DbCtx, messageId: Id<"messages">, most: number): Promise<Doc<"reactions">[]> {
  const newestFirst = ctx.db
    .query("reactions")
    .withIndex("by_messageId_and_commitTs", (q) => q.eq("messageId", messageId))
    .order("desc");
  return (await newestFirst.take(most)).reverse();
}

/** Reactions in the order in which they came. */
async function rowsOf(ctx: DbCtx, messageId: Id<"messages">, until = LAST_TS): Promise<Doc<"reactions">[]> {
  return await ctx.db
    .query("reactions")
    .withIndex("by_messageId_and_commitTs", (q) => q.eq("messageId", messageId).lte("commitTs", until))
    .take(LIMITS.reactionsRead);
}
