import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx } from "../access";
import { fail } from "../errors";
import type { DbCtx } from "../context";
import * as Emoji from "./emoji";
import * as Entries from "../entries/entries";
import { LAST_TS } from "../commitTs";

/** Who reacted with what, each emoji in the order of its first use. */
export async function groupsOf(ctx: DbCtx, message: Doc<"messages">) {
  if (message.hasReactions !== true) return [];
  const groups = new Map<string, Id<"users">[]>();
  for (const { emoji, userId } of await rowsOf(ctx, message._id)) {
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
  if (message.hasReactions === true) return;
  await ctx.db.patch("messages", message._id, { hasReactions: true });
  await Entries.renewMessage(ctx, message._id);
}

/** Takes the caller's reaction back. What is not there is left alone. */
export async function remove(ctx: UserMutationCtx, message: Doc<"messages">, emoji: string): Promise<void> {
  const reaction = await find(ctx, message._id, emoji);
  if (reaction) await ctx.db.delete("reactions", reaction._id);
}

async function find(ctx: UserMutationCtx, messageId: Id<"messages">, emoji: string) {
  return await ctx.db
    .query("reactions")
    .withIndex("by_messageId_and_userId_and_emoji", (q) =>
      q.eq("messageId", messageId).eq("userId", ctx.user._id).eq("emoji", emoji),
    )
    .unique();
}

/** Reactions in the order in which they came. */
async function rowsOf(ctx: DbCtx, messageId: Id<"messages">, until = LAST_TS): Promise<Doc<"reactions">[]> {
  return await ctx.db
    .query("reactions")
    .withIndex("by_messageId_and_commitTs", (q) => q.eq("messageId", messageId).lte("commitTs", until))
    .take(LIMITS.reactionsRead);
}
