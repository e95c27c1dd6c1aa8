/** What the first message of a thread knows of its replies, so that a channel shows it without reading them. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { isVisible } from "../access";
import { fail } from "../errors";

/** How many deleted replies in a row are looked past for the time of the last reply. */
const SCANNED_REPLIES = 50;

/**
 * The first message of the thread to reply in: in this channel, not itself a reply, and on screen
 * (a deleted one that has replies can get more).
 *
 * @throws NOT_FOUND | THREAD_NESTED
 */
export async function requireRoot(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  threadId: Id<"messages">,
): Promise<Doc<"messages">> {
  const root = await ctx.db.get("messages", threadId);
  if (!root || root.channelId !== channelId || !isVisible(root)) throw fail("NOT_FOUND");
  if (root.threadId !== undefined) throw fail("THREAD_NESTED");
  return root;
}

/** After a reply was posted, deleted or restored (`change` is +1 or -1): renews count and time. */
export async function recount(ctx: MutationCtx, threadId: Id<"messages">, change: 1 | -1): Promise<void> {
  const root = await ctx.db.get("messages", threadId);
  if (!root) return;
  const lastReplyAt = await lastReplyTime(ctx, root);
  await ctx.db.patch("messages", threadId, { replyCount: root.replyCount + change, lastReplyAt });
}

async function lastReplyTime(ctx: MutationCtx, root: Doc<"messages">): Promise<number | undefined> {
  const newestFirst = ctx.db
    .query("messages")
    .withIndex("by_channel", (q) => q.eq("channelId", root.channelId).eq("threadId", root._id))
    .order("desc");
  let scanned = 0;
  for await (const reply of newestFirst) {
    if (reply.deletedAt === undefined) return reply.sentAt;
    scanned += 1;
    if (scanned >= SCANNED_REPLIES) return root.lastReplyAt;
  }
  return undefined;
}
