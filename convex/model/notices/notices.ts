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
import { canRead, canReadTask } from "../access";
import { settledTs } from "../commitTs";
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
  commitTs: v.int64(),
});

/** An assignment, that somebody was brought into a channel, or what somebody wanted to be reminded of. */
export const unseenView = v.object({
  _id: v.id("notices"),
  kind: literals("assignment", "membership", "reminder"),
  channelId: v.optional(v.id("channels")),
  messageId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  actorId: v.optional(v.id("users")),
  postedAt: v.number(),
});

/** How many messages of a channel, outside threads, mention a person after a position. */
export async function countAfter(
  ctx: DbCtx,
  userId: Id<"users">,
  channelId: Id<"channels">,
  lastReadTs: bigint,
): Promise<number> {
  const rows = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_channelId_and_threadId_and_commitTs", (q) =>
      q
        .eq("userId", userId)
        .eq("state", "byPosition")
        .eq("channelId", channelId)
        .eq("threadId", undefined)
        .gt("commitTs", lastReadTs),
    )
    .take(LIMITS.unreadCounted);
  return rows.length;
}

/** The newest mentions outside threads of a span of time, oldest first, however far their person has read. */
export async function mentionsBetween(
  ctx: DbCtx,
  userId: Id<"users">,
  { since, until }: { since: number; until: number },
): Promise<Said[]> {
  const newestFirst = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_commitTs", (q) => q.eq("userId", userId).eq("state", "byPosition"))
    .order("desc")
    .take(LIMITS.mentionsMailed);
  const isIn = ({ postedAt }: Notice) => postedAt >= since && postedAt <= until;
  return newestFirst.reverse().filter(isSaid).filter(isIn);
}

/**
 * The newest mentions outside threads after a person's positions in these channels, newest first: one read for all
 * channels together.
 */
export async function mentionsAfter(
  ctx: DbCtx,
  userId: Id<"users">,
  positions: ReadonlyMap<Id<"channels">, bigint>,
  most: number,
): Promise<Said[]> {
  if (positions.size === 0) return [];
  const newestFirst = ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_commitTs", (q) =>
      q.eq("userId", userId).eq("state", "byPosition").gt("commitTs", leastOf(positions.values())),
    )
    .order("desc");
  const unread: Said[] = [];
  let scanned = 0;
  for await (const notice of newestFirst) {
    const lastReadTs = isSaid(notice) ? positions.get(notice.channelId) : undefined;
    if (isSaid(notice) && lastReadTs !== undefined && settledTs(notice.commitTs) > lastReadTs)
      unread.push(notice);
    scanned += 1;
    if (unread.length >= most || scanned >= LIMITS.mentionsMailed) break;
  }
  return unread;
}

const leastOf = (timestamps: Iterable<bigint>) => [...timestamps].reduce((a, b) => (b < a ? b : a));

/** What a person has not seen apart from what positions tell, oldest first; of very many the newest. */
async function unreadOf(
  ctx: DbCtx,
  userId: Id<"users">,
  most: number = LIMITS.noticesRead,
): Promise<Notice[]> {
  const newestFirst = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_commitTs", (q) => q.eq("userId", userId).eq("state", "unread"))
    .order("desc")
    .take(most);
  return newestFirst.reverse();
}

/** Those of one channel: another channel's make no difference to who asks. */
async function unreadIn(ctx: DbCtx, userId: Id<"users">, channelId: Id<"channels">): Promise<Notice[]> {
  const rows = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_channelId_and_threadId_and_commitTs", (q) =>
      q.eq("userId", userId).eq("state", "unread").eq("channelId", channelId),
    )
    .take(LIMITS.noticesRead);
  return rows.sort((a, b) => (settledTs(a.commitTs) < settledTs(b.commitTs) ? -1 : 1));
}

/** The replies that name a person or answer them and were not seen, oldest first: all, or those of a channel. */
export async function unreadReplies(ctx: DbCtx, userId: Id<"users">, channelId?: Id<"channels">) {
  const unread = await (channelId ? unreadIn(ctx, userId, channelId) : unreadOf(ctx, userId));
  const replies = unread.filter(
    (notice): notice is Said & { kind: "mention" | "reply"; threadId: Id<"messages"> } =>
      isSaid(notice) && notice.threadId !== undefined,
  );
  return replies.map((reply) => ({ ...reply, commitTs: settledTs(reply.commitTs) }));
}

/** The newest of those, as far as the person may still read them. */
export async function readableReplies(ctx: DbCtx, userId: Id<"users">, most: number): Promise<Said[]> {
  const readable: Said[] = [];
  for (const reply of (await unreadReplies(ctx, userId)).slice(-most))
    if (await canRead(ctx, reply.channelId, userId)) readable.push(reply);
  return readable;
}

/** The assignments, memberships and reminders that a person has not seen and may still read, oldest first. */
export async function unseen(ctx: DbCtx, userId: Id<"users">): Promise<Infer<typeof unseenView>[]> {
  const found: Infer<typeof unseenView>[] = [];
  for (const notice of await unreadOf(ctx, userId)) {
    const { _id, kind, channelId, actorId, postedAt, reminderOf } = notice;
    if (kind !== "assignment" && kind !== "membership" && kind !== "reminder") continue;
    if (channelId !== undefined && !(await canRead(ctx, channelId, userId))) continue;
    if (reminderOf && !(await isThere(ctx, reminderOf, userId))) continue;
    const { messageId, taskId } = reminderOf ?? notice;
    found.push({ _id, kind, channelId, messageId, taskId, actorId, postedAt });
  }
  return found;
}

type Thing = NonNullable<Notice["reminderOf"]>;

/** Whether what a reminder is of was not deleted; a task may have moved to where its person may not read it. */
async function isThere(ctx: DbCtx, { messageId, taskId }: Thing, userId: Id<"users">): Promise<boolean> {
  const message = messageId && (await ctx.db.get("messages", messageId));
  const task = taskId && (await ctx.db.get("tasks", taskId));
  if (message) return message.deletedAt === undefined;
  return !!task && task.deletedAt === undefined && (await canReadTask(ctx, task, userId));
}

/** Tells a person of what they wanted to be reminded of, in its channel. The same is told once, however often it was wanted. */
export async function remind(
  ctx: MutationCtx,
  userId: Id<"users">,
  { channelId, ...reminderOf }: Thing & { channelId: Id<"channels"> | undefined },
): Promise<void> {
  for (const { _id } of await remindersOf(ctx, userId, reminderOf)) await ctx.db.delete("notices", _id);
  const made = { postedAt: Date.now(), commitTs: ctx.db.vars.commitTs };
  await ctx.db.insert("notices", {
    userId,
    kind: "reminder",
    channelId,
    reminderOf,
    ...made,
    state: "unread",
  });
}

/** Marks seen what reminds a person of a message or a task: they have opened it. */
export async function sawReminder(ctx: MutationCtx, userId: Id<"users">, thing: Thing): Promise<void> {
  for (const { _id } of await remindersOf(ctx, userId, thing))
    await ctx.db.patch("notices", _id, { state: "read" });
}

async function remindersOf(ctx: DbCtx, userId: Id<"users">, { messageId, taskId }: Thing): Promise<Notice[]> {
  const unread = await unreadOf(ctx, userId);
  return unread.filter(
    ({ reminderOf }) => reminderOf && reminderOf.messageId === messageId && reminderOf.taskId === taskId,
  );
}

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };

/** Marks read what waits in a thread up to a reply, or everything of a channel. */
export async function markRead(
  ctx: MutationCtx,
  userId: Id<"users">,
  { channelId, threadId }: Place,
  upTo = ctx.meta.getSnapshotTs(),
): Promise<void> {
  const unread = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_channelId_and_threadId_and_commitTs", (q) => {
      const inChannel = q.eq("userId", userId).eq("state", "unread").eq("channelId", channelId);
      return threadId === undefined ? inChannel : inChannel.eq("threadId", threadId).lte("commitTs", upTo);
    })
    .take(LIMITS.noticesRead);
  for (const { _id } of unread) await ctx.db.patch("notices", _id, { state: "read" });
}

/** Tells a person that somebody else brought them into a channel. */
export async function tellOfMembership(
  ctx: MutationCtx,
  { userId, channelId, actorId }: { userId: Id<"users">; channelId: Id<"channels">; actorId: Id<"users"> },
): Promise<void> {
  const notice = { userId, kind: "membership" as const, channelId, actorId };
  const made = { postedAt: Date.now(), commitTs: ctx.db.vars.commitTs };
  await ctx.db.insert("notices", { ...notice, ...made, state: "unread" });
}

/** Marks seen that a person was brought into a channel: they have opened it. */
export async function sawChannel(
  ctx: MutationCtx,
  userId: Id<"users">,
  channelId: Id<"channels">,
): Promise<void> {
  const unread = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_channelId_and_threadId_and_commitTs", (q) =>
      q.eq("userId", userId).eq("state", "unread").eq("channelId", channelId).eq("threadId", undefined),
    )
    .take(LIMITS.noticesRead);
  for (const { _id, kind } of unread)
    if (kind === "membership") await ctx.db.patch("notices", _id, { state: "read" });
}
