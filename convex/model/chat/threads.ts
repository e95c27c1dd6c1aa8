/** What the first message of a thread knows of its replies. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../errors";
import type { DbCtx } from "../context";
import * as Entries from "../entries/entries";
import { headOf, type Head } from "./heads";

type Root = Pick<Doc<"messages">, "_id" | "channelId" | "deletedAt" | "hasReplies">;

/** What is known of the replies to a message; null where there never was one. */
export async function repliesTo(ctx: DbCtx, { _id, channelId, hasReplies }: Root): Promise<Head | null> {
  return hasReplies === true ? await headOf(ctx, { channelId, threadId: _id }) : null;
}

/** Whether a message is on screen: a deleted one leaves a trace only while it has replies. */
export async function isVisible(ctx: DbCtx, message: Root): Promise<boolean> {
  if (message.deletedAt === undefined) return true;
  const replies = await repliesTo(ctx, message);
  return replies !== null && replies.count > 0;
}

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
  if (!root || root.channelId !== channelId || !(await isVisible(ctx, root))) throw fail("NOT_FOUND");
  if (root.threadId !== undefined) throw fail("THREAD_NESTED");
  return root;
}

/** The first reply is told to its root, so that messages without any are not asked for them. */
export async function replied(ctx: MutationCtx, root: Doc<"messages">): Promise<void> {
  if (root.hasReplies === true) return;
  await ctx.db.patch("messages", root._id, { hasReplies: true });
  await Entries.renewMessage(ctx, root._id);
}
