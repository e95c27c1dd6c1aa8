/**
 * What concerns people, in one table for badges, Today and mail.
 *
 *   outside threads    byPosition                   the channel's reading position says what is unread
 *   everything else    unread ──seen──▶ read
 *                       │  ▲
 *                       ▼  │ deleted, restored
 *                      withdrawn
 */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { canRead } from "../access";
import type { DbCtx } from "../context";

type Notice = Doc<"notices">;
/** What was said in a message, and so has one. */
type Said = Notice & { messageId: Id<"messages">; channelId: Id<"channels"> };

const isSaid = (notice: Notice): notice is Said =>
  notice.messageId !== undefined && notice.channelId !== undefined;

/** A reply that names the reader or answers them. */
export const replyView = v.object({
  kind: literals("mention", "reply"),
  threadId: v.id("messages"),
  /** `_creationTime` of the reply. */
  postedAt: v.number(),
});

/** An assignment, or that somebody was brought into a channel. */
export const unseenView = v.object({
  _id: v.id("notices"),
  kind: literals("assignment", "membership"),
  channelId: v.optional(v.id("channels")),
  taskId: v.optional(v.id("tasks")),
  actorId: v.optional(v.id("users")),
  postedAt: v.number(),
});

/** How many messages of a channel, outside threads, mention a person after a position. */
export async function countAfter(
  ctx: DbCtx,
  userId: Id<"users">,
  channelId: Id<"channels">,
  lastReadAt: number,
): Promise<number> {
  const rows = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_channelId_and_threadId_and_postedAt", (q) =>
      q
        .eq("userId", userId)
        .eq("state", "byPosition")
        .eq("channelId", channelId)
        .eq("threadId", undefined)
        .gt("postedAt", lastReadAt),
    )
    .take(LIMITS.unreadCounted);
  return rows.length;
}

/** The mentions outside threads of a span of time, oldest first, however far their person has read. */
export async function mentionsBetween(
  ctx: DbCtx,
  userId: Id<"users">,
  { since, until }: { since: number; until: number },
): Promise<Said[]> {
  const rows = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_postedAt", (q) =>
      q.eq("userId", userId).eq("state", "byPosition").gte("postedAt", since).lte("postedAt", until),
    )
    .take(LIMITS.mentionsMailed);
  return rows.filter(isSaid);
}

/**
 * The newest messages outside threads that mention a person after their positions in these channels, oldest first: one
 * read for all channels together.
 */
export async function messagesAfter(
  ctx: DbCtx,
  userId: Id<"users">,
  positions: ReadonlyMap<Id<"channels">, number>,
  most: number,
): Promise<Doc<"messages">[]> {
  if (positions.size === 0) return [];
  const newestFirst = ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_postedAt", (q) =>
      q
        .eq("userId", userId)
        .eq("state", "byPosition")
        .gt("postedAt", Math.min(...positions.values())),
    )
    .order("desc");
  const unread: Id<"messages">[] = [];
  let scanned = 0;
  for await (const notice of newestFirst) {
    if (isSaid(notice) && notice.postedAt > (positions.get(notice.channelId) ?? Infinity))
      unread.push(notice.messageId);
    scanned += 1;
    if (unread.length >= most || scanned >= LIMITS.mentionsMailed) break;
  }
  const messages = await Promise.all(unread.map(async (id) => await ctx.db.get("messages", id)));
  return messages.filter((message) => message !== null).reverse();
}

/** What a person has not seen apart from what positions tell, oldest first; of very many the newest. */
async function unreadOf(
  ctx: DbCtx,
  userId: Id<"users">,
  most: number = LIMITS.noticesRead,
): Promise<Notice[]> {
  const newestFirst = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_postedAt", (q) => q.eq("userId", userId).eq("state", "unread"))
    .order("desc")
    .take(most);
  return newestFirst.reverse();
}

/** The replies that name a person or answer them and were not seen, oldest first. */
export async function unreadReplies(ctx: DbCtx, userId: Id<"users">) {
  return (await unreadOf(ctx, userId)).filter(
    (notice): notice is Said & { kind: "mention" | "reply"; threadId: Id<"messages"> } =>
      isSaid(notice) && notice.threadId !== undefined,
  );
}

/** The newest messages of those, as far as the person may still read them, oldest first. */
export async function unreadReplyMessages(
  ctx: DbCtx,
  userId: Id<"users">,
  most: number,
): Promise<Doc<"messages">[]> {
  const messages: (Doc<"messages"> | null)[] = [];
  for (const { messageId, channelId } of (await unreadReplies(ctx, userId)).slice(-most))
    if (await canRead(ctx, channelId, userId)) messages.push(await ctx.db.get("messages", messageId));
  return messages.filter((message) => message !== null);
}

/** The assignments and memberships that a person has not seen and may still read, oldest first. */
export async function unseen(ctx: DbCtx, userId: Id<"users">): Promise<Infer<typeof unseenView>[]> {
  const found: Infer<typeof unseenView>[] = [];
  for (const { _id, kind, channelId, taskId, actorId, postedAt } of await unreadOf(ctx, userId)) {
    if (kind !== "assignment" && kind !== "membership") continue;
    if (channelId !== undefined && !(await canRead(ctx, channelId, userId))) continue;
    found.push({ _id, kind, channelId, taskId, actorId, postedAt });
  }
  return found;
}

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };

/** Marks read what waits in a thread up to a reply, or everything of a channel. */
export async function markRead(
  ctx: MutationCtx,
  userId: Id<"users">,
  { channelId, threadId }: Place,
  upTo = Infinity,
): Promise<void> {
  const unread = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_channelId_and_threadId_and_postedAt", (q) => {
      const inChannel = q.eq("userId", userId).eq("state", "unread").eq("channelId", channelId);
      return threadId === undefined ? inChannel : inChannel.eq("threadId", threadId);
    })
    .take(LIMITS.noticesRead);
  for (const { _id, postedAt } of unread)
    if (postedAt <= upTo) await ctx.db.patch("notices", _id, { state: "read" });
}

/** Tells a person that somebody else brought them into a channel. */
export async function tellOfMembership(
  ctx: MutationCtx,
  { userId, channelId, actorId }: { userId: Id<"users">; channelId: Id<"channels">; actorId: Id<"users"> },
): Promise<void> {
  const notice = { userId, kind: "membership" as const, channelId, actorId };
  await ctx.db.insert("notices", { ...notice, postedAt: Date.now(), state: "unread" });
}

/** Marks seen that a person was brought into a channel: they have opened it. */
export async function sawChannel(
  ctx: MutationCtx,
  userId: Id<"users">,
  channelId: Id<"channels">,
): Promise<void> {
  const unread = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_channelId_and_threadId_and_postedAt", (q) =>
      q.eq("userId", userId).eq("state", "unread").eq("channelId", channelId).eq("threadId", undefined),
    )
    .take(LIMITS.noticesRead);
  for (const { _id, kind } of unread)
    if (kind === "membership") await ctx.db.patch("notices", _id, { state: "read" });
}
