/**
 * How far each member has read each channel: an exact position, never a count that drifts.
 *
 *   messages   m1   m2   m3   m4   m5        lastReadAt = m3._creationTime
 *   read       ──────────────▶               unread: m4, m5, without own and deleted ones
 *
 * A cursor comes and goes with its membership: who reads a person's cursors need not read their memberships too.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import { requireHead } from "./heads";

export async function findCursor(ctx: Pick<QueryCtx, "db">, channelId: Id<"channels">, userId: Id<"users">) {
  return await ctx.db
    .query("readCursors")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId).eq("channelId", channelId))
    .unique();
}

/** One for each channel the person is in. */
export async function cursorsOf(
  ctx: Pick<QueryCtx, "db">,
  userId: Id<"users">,
): Promise<Doc<"readCursors">[]> {
  return await ctx.db
    .query("readCursors")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId))
    .take(LIMITS.channelsPerPerson);
}

type Position = Pick<Doc<"readCursors">, "channelId" | "userId" | "lastReadAt">;

/** Puts the cursor exactly there, forwards or back. @param ownTimes of the person's own messages after that */
export async function moveCursor(ctx: MutationCtx, to: Position, ownTimes: number[] = []): Promise<void> {
  await place(ctx, await findCursor(ctx, to.channelId, to.userId), to, ownTimes);
}

async function place(
  ctx: MutationCtx,
  cursor: Doc<"readCursors"> | null,
  { channelId, userId, lastReadAt }: Position,
  ownTimes: number[],
): Promise<void> {
  const position = { lastReadAt, ownTimes: ownTimes.length > 0 ? ownTimes : undefined };
  if (!cursor) await ctx.db.insert("readCursors", { channelId, userId, ...position });
  else if (cursor.lastReadAt !== lastReadAt) await ctx.db.patch("readCursors", cursor._id, position);
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
  if (target <= (cursor?.lastReadAt ?? 0)) return;
  const ownTimes = cursor?.ownTimes?.filter((time) => time > target) ?? [];
  await place(ctx, cursor, { channelId, userId, lastReadAt: target }, ownTimes);
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
  const lastReadAt = previous?._creationTime ?? 0;
  const newestFirst = await ctx.db
    .query("messages")
    .withIndex("by_channel", (q) =>
      q.eq("channelId", channelId).eq("threadId", undefined).gt("_creationTime", lastReadAt),
    )
    .order("desc")
    .take(LIMITS.unreadScanned);
  const own = newestFirst.filter(({ authorId }) => authorId === userId);
  const ownTimes = own.slice(0, LIMITS.unreadCounted).map(({ _creationTime }) => _creationTime);
  await moveCursor(ctx, { channelId, userId, lastReadAt }, ownTimes);
}
