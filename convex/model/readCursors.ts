/**
 * How far each member has read each channel: an exact position, never a count that drifts.
 *
 *   messages   m1   m2   m3   m4   m5        lastReadAt = m3._creationTime
 *   read       ──────────────▶               unread: m4, m5, without own and deleted ones
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { requireHead } from "./heads";

export async function findCursor(ctx: Pick<QueryCtx, "db">, channelId: Id<"channels">, userId: Id<"users">) {
  return await ctx.db
    .query("readCursors")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId).eq("channelId", channelId))
    .unique();
}

type Position = Pick<Doc<"readCursors">, "channelId" | "userId" | "lastReadAt">;

/** Puts the cursor exactly there, forwards or back. */
export async function moveCursor(
  ctx: MutationCtx,
  { channelId, userId, lastReadAt }: Position,
): Promise<void> {
  const cursor = await findCursor(ctx, channelId, userId);
  if (!cursor) await ctx.db.insert("readCursors", { channelId, userId, lastReadAt });
  else if (cursor.lastReadAt !== lastReadAt) await ctx.db.patch("readCursors", cursor._id, { lastReadAt });
}

/**
 * Marks read up to a message, by default the newest. Never moves back (a second window may be ahead),
 * never beyond the newest (messages to come would be born read).
 */
export async function markRead(
  ctx: MutationCtx,
  { channelId, userId }: Omit<Position, "lastReadAt">,
  upTo?: number,
) {
  const { lastMessageAt } = await requireHead(ctx, channelId);
  const cursor = await findCursor(ctx, channelId, userId);
  const target = Math.min(upTo ?? lastMessageAt, lastMessageAt);
  if (target > (cursor?.lastReadAt ?? 0)) await moveCursor(ctx, { channelId, userId, lastReadAt: target });
}

/** Puts the cursor before a message, so that it and what follows are unread. */
export async function markUnread(
  ctx: MutationCtx,
  message: Doc<"messages">,
  userId: Id<"users">,
): Promise<void> {
  const { channelId } = message;
  const previous = await ctx.db
    .query("messages")
    .withIndex("by_channel", (q) =>
      q.eq("channelId", channelId).eq("threadId", undefined).lt("_creationTime", message._creationTime),
    )
    .order("desc")
    .first();
  await moveCursor(ctx, { channelId, userId, lastReadAt: previous?._creationTime ?? 0 });
}
