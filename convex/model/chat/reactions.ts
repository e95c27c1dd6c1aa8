import type { Doc, Id } from "../../_generated/dataModel";
import { isEmoji } from "../../shared/emoji";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx } from "../access";
import { fail } from "../errors";
import type { DbCtx } from "../context";

/** Who reacted with what, each emoji in the order of its first use. */
export async function groupsOf(ctx: DbCtx, message: Doc<"messages">) {
  if (message.reactionCount === 0) return [];
  const groups = new Map<string, Id<"users">[]>();
  for (const { emoji, userId } of await rowsOf(ctx, message._id)) {
    groups.set(emoji, [...(groups.get(emoji) ?? []), userId]);
  }
  return Array.from(groups, ([emoji, userIds]) => ({ emoji, userIds }));
}

/**
 * Adds the caller's reaction. The same one again changes nothing.
 *
 * @throws EMOJI_INVALID | TOO_MANY_REACTIONS
 */
export async function add(ctx: UserMutationCtx, message: Doc<"messages">, emoji: string): Promise<void> {
  if (emoji.length > LIMITS.emoji || !isEmoji(emoji)) throw fail("EMOJI_INVALID");
  if (await find(ctx, message._id, emoji)) return;
  if (message.reactionCount >= LIMITS.reactionsPerMessage) throw fail("TOO_MANY_REACTIONS");
  const kinds = new Set((await rowsOf(ctx, message._id)).map((row) => row.emoji));
  if (!kinds.has(emoji) && kinds.size >= LIMITS.emojiKindsPerMessage) throw fail("TOO_MANY_REACTIONS");

  await ctx.db.insert("reactions", { messageId: message._id, userId: ctx.user._id, emoji });
  await ctx.db.patch("messages", message._id, { reactionCount: message.reactionCount + 1 });
}

/** Takes the caller's reaction back. What is not there is left alone. */
export async function remove(ctx: UserMutationCtx, message: Doc<"messages">, emoji: string): Promise<void> {
  const reaction = await find(ctx, message._id, emoji);
  if (!reaction) return;
  await ctx.db.delete("reactions", reaction._id);
  await ctx.db.patch("messages", message._id, { reactionCount: message.reactionCount - 1 });
}

async function find(ctx: UserMutationCtx, messageId: Id<"messages">, emoji: string) {
  return await ctx.db
    .query("reactions")
    .withIndex("by_messageId_and_userId_and_emoji", (q) =>
      q.eq("messageId", messageId).eq("userId", ctx.user._id).eq("emoji", emoji),
    )
    .unique();
}

async function rowsOf(ctx: DbCtx, messageId: Id<"messages">): Promise<Doc<"reactions">[]> {
  return await ctx.db
    .query("reactions")
    .withIndex("by_messageId", (q) => q.eq("messageId", messageId))
    .take(LIMITS.reactionsPerMessage);
}
