/**
 * How far each member has read each channel: an exact position, never a count that drifts.
 *
 *   messages   m1   m2   m3   m4   m5        lastReadAt = m3._creationTime
 *   read       ──────────────▶               unread: m4, m5, without own and deleted ones
 */
import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import type { UserQueryCtx } from "./access";
import { requireHead } from "./heads";
import { channelIdsOf } from "./memberships";

type DbCtx = Pick<QueryCtx, "db">;

export const unreadView = v.object({
  channelId: v.id("channels"),
  /** Others' messages after the cursor; `LIMITS.unreadCounted` means that many or more. */
  unread: v.number(),
  /** Those among the counted ones that mention the caller. */
  mentions: v.number(),
  /** Messages with a later `_creationTime` are new. */
  lastReadAt: v.number(),
  /** `_creationTime` of the newest message; 0 before the first. */
  lastMessageAt: v.number(),
});

export async function findCursor(ctx: DbCtx, channelId: Id<"channels">, userId: Id<"users">) {
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

/** The counts of all channels the caller is in. Channels with nothing new cost one small read each. */
export async function unreadOf(ctx: UserQueryCtx) {
  const userId = ctx.user._id;
  const cursors = await ctx.db
    .query("readCursors")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId))
    .take(LIMITS.channelsPerPerson);
  const lastReadAt = new Map(cursors.map((cursor) => [cursor.channelId, cursor.lastReadAt]));
  const channelIds = await channelIdsOf(ctx, userId);
  return await Promise.all(
    channelIds.map(async (channelId) => await unreadIn(ctx, channelId, lastReadAt.get(channelId) ?? 0)),
  );
}

async function unreadIn(ctx: UserQueryCtx, channelId: Id<"channels">, lastReadAt: number) {
  const { lastMessageAt } = await requireHead(ctx, channelId);
  const isBehind = lastMessageAt > lastReadAt;
  const counts = isBehind ? await countAfter(ctx, channelId, lastReadAt) : { unread: 0, mentions: 0 };
  return { channelId, ...counts, lastReadAt, lastMessageAt };
}

async function countAfter(ctx: UserQueryCtx, channelId: Id<"channels">, lastReadAt: number) {
  const after = ctx.db
    .query("messages")
    .withIndex("by_channel", (q) =>
      q.eq("channelId", channelId).eq("threadId", undefined).gt("_creationTime", lastReadAt),
    );
  const counts = { unread: 0, mentions: 0 };
  let scanned = 0;
  for await (const message of after) {
    if (message.authorId !== ctx.user._id && message.deletedAt === undefined) {
      counts.unread += 1;
      if (message.mentions.includes(ctx.user._id)) counts.mentions += 1;
    }
    scanned += 1;
    if (counts.unread >= LIMITS.unreadCounted || scanned >= LIMITS.unreadScanned) break;
  }
  return counts;
}
