/**
 * What concerns people, in one table for badges, the inbox, Today and mail.
 *
 *   messages, threads    byPosition                 the reading position of the channel or the thread says what is unread
 *                         │  ▲
 *                         ▼  │ marked unread, restored
 *   everything           unread ──seen──▶ read      told by itself; "unread" also of a message, once its person says so
 *                         │  ▲
 *                         ▼  │ deleted, restored
 *                        withdrawn
 *
 * What a position says is written into old rows as well ("read"), so that few are looked at.
 */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { isSaidKind, LISTED_KINDS, NOTICE_KINDS } from "../../shared/notices";
import { canRead, canReadTask } from "../access";
import { settledTs } from "../commitTs";
import type { DbCtx } from "../context";
import * as Follows from "./follows";
import * as Listeners from "./listeners";
import * as Waiting from "./waiting";

type Notice = Doc<"notices">;
/** What was said in a message, and so has one. */
type Said = Notice & { messageId: Id<"messages">; channelId: Id<"channels"> };

const isSaid = (notice: Notice): notice is Said =>
  notice.messageId !== undefined && notice.channelId !== undefined;

/** A reply that names the reader or a group of theirs, or the newest one of a thread that they follow. */
export const replyView = v.object({
  kind: literals("mention", "reply"),
  threadId: v.id("messages"),
  commitTs: v.int64(),
  /** How many replies of the thread they have not read. */
  unread: v.number(),
});

/** What no position tells of. */
export const unseenView = v.object({
  _id: v.id("notices"),
  kind: literals(...NOTICE_KINDS),
  channelId: v.optional(v.id("channels")),
  messageId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  actorId: v.optional(v.id("users")),
  postedAt: v.number(),
  /** Of a task, whether it is theirs, and not only watched. */
  isMine: v.optional(v.boolean()),
});

/** How many messages of a channel, outside threads, mention a person or have a keyword of theirs after a position. */
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
  const isIn = ({ kind, postedAt, threadId }: Notice) =>
    kind === "mention" && threadId === undefined && postedAt >= since && postedAt <= until;
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
    const isOutside = isSaid(notice) && notice.threadId === undefined;
    const lastReadTs = isOutside ? positions.get(notice.channelId) : undefined;
    if (isOutside && lastReadTs !== undefined && settledTs(notice.commitTs) > lastReadTs) unread.push(notice);
    scanned += 1;
    if (unread.length >= most || scanned >= LIMITS.mentionsMailed) break;
  }
  return unread;
}

const leastOf = (timestamps: Iterable<bigint>) => [...timestamps].reduce((a, b) => (b < a ? b : a));

/** What a person has not seen apart from what positions tell, oldest first; of very many the newest. */
export async function unreadOf(
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
  return await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_channelId_and_threadId_and_commitTs", (q) =>
      q.eq("userId", userId).eq("state", "unread").eq("channelId", channelId).gt("threadId", undefined),
    )
    .take(LIMITS.noticesRead);
}

/** What was said in threads after their positions. */
async function behindIn(ctx: DbCtx, userId: Id<"users">, channelId?: Id<"channels">): Promise<Notice[]> {
  const rows = channelId
    ? await ctx.db
        .query("notices")
        .withIndex("by_userId_and_state_and_channelId_and_threadId_and_commitTs", (q) =>
          q
            .eq("userId", userId)
            .eq("state", "byPosition")
            .eq("channelId", channelId)
            .gt("threadId", undefined),
        )
        .take(LIMITS.noticesRead)
    : await ctx.db
        .query("notices")
        .withIndex("by_userId_and_state_and_commitTs", (q) =>
          q.eq("userId", userId).eq("state", "byPosition"),
        )
        .order("desc")
        .take(LIMITS.threadNoticesRead);
  const isBehind = Follows.behindOf(ctx, userId);
  const behind = await Promise.all(
    rows.map(async (row) => row.threadId !== undefined && (await isBehind(row.threadId, row.commitTs))),
  );
  return rows.filter((_, i) => behind[i]);
}

/** How many replies of a thread name a person, or a group of theirs, after their position. */
export async function mentionsBehind(
  ctx: DbCtx,
  userId: Id<"users">,
  { channelId, threadId }: Follows.Thread,
): Promise<number> {
  const readTs = await Follows.positionIn(ctx, userId, threadId);
  if (readTs === undefined) return 0;
  const states = ["byPosition", "unread", "read"] as const;
  const rows = await Promise.all(
    states.map(
      async (state) =>
        await ctx.db
          .query("notices")
          .withIndex("by_userId_and_state_and_channelId_and_threadId_and_commitTs", (q) =>
            q
              .eq("userId", userId)
              .eq("state", state)
              .eq("channelId", channelId)
              .eq("threadId", threadId)
              .gt("commitTs", readTs),
          )
          .take(LIMITS.unreadCounted),
    ),
  );
  return rows.flat().filter(({ kind }) => kind === "mention" || kind === "group").length;
}

/**
 * What was said to a person and not seen, oldest first: in threads all, or those of a channel; outside of them what no
 * position tells of.
 */
export async function unreadSaid(ctx: DbCtx, userId: Id<"users">, channelId?: Id<"channels">) {
  const unread = await (channelId ? unreadIn(ctx, userId, channelId) : unreadOf(ctx, userId));
  const said = [...unread, ...(await behindIn(ctx, userId, channelId))]
    .filter(isSaid)
    .filter(({ kind }) => isSaidKind(kind));
  return said
    .map((notice) => ({ ...notice, commitTs: settledTs(notice.commitTs) }))
    .sort((a, b) => (a.commitTs < b.commitTs ? -1 : 1));
}

/** The newest of those, as far as the person may still read them. */
export async function readableSaid(ctx: DbCtx, userId: Id<"users">, most: number): Promise<Said[]> {
  const readable: Said[] = [];
  for (const said of (await unreadSaid(ctx, userId)).slice(-most))
    if (await canRead(ctx, said.channelId, userId)) readable.push(said);
  return readable;
}

/** What a person has not seen and may still read, apart from what positions tell, oldest first. */
export async function unseen(ctx: DbCtx, userId: Id<"users">): Promise<Infer<typeof unseenView>[]> {
  const found: Infer<typeof unseenView>[] = [];
  for (const notice of await unreadOf(ctx, userId)) {
    const { _id, kind, channelId, actorId, postedAt, reminderOf } = notice;
    // A task may have moved since its watcher was told of it.
    const task = notice.taskId && (await ctx.db.get("tasks", notice.taskId));
    if (!(await canReadTask(ctx, task ?? notice, userId))) continue;
    if (reminderOf && !(await isThere(ctx, reminderOf, userId))) continue;
    if (notice.otherTaskId && !(await Waiting.pairOf(ctx, notice))) continue;
    const { messageId, taskId } = reminderOf ?? notice;
    const isMine = task ? [task.assigneeId, ...(task.helperIds ?? [])].includes(userId) : undefined;
    found.push({ _id, kind, channelId, messageId, taskId, actorId, postedAt, isMine });
  }
  return found;
}

export type Thing = NonNullable<Notice["reminderOf"]>;

/** Whether what a reminder is of was not deleted; a task may have moved to where its person may not read it. */
export async function isThere(
  ctx: DbCtx,
  { messageId, taskId }: Thing,
  userId: Id<"users">,
): Promise<boolean> {
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
  const made = { postedAt: Date.now(), commitTs: ctx.db.vars.commitTs, state: "unread" as const };
  await Listeners.tell(ctx, { userId, kind: "reminder", channelId, reminderOf, ...made });
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

/** Marks read what was said in a thread up to a reply, or everything of a channel that no position tells of. */
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
  for (const row of unread) if (threadId === undefined || isSaidKind(row.kind)) await setRead(ctx, row);
  if (threadId !== undefined) await settle(ctx, userId, { channelId, threadId }, upTo);
}

/** A notice that was seen. Of reactions those that come later are news. */
export async function setRead(ctx: MutationCtx, { _id, kind, commitTs }: Notice): Promise<void> {
  const seen = kind === "reaction" && { seenTs: settledTs(commitTs) };
  await ctx.db.patch("notices", _id, { state: "read", ...seen });
}

/** Old rows that are settled at once; the rest by the next marks. */
const SETTLED_AT_ONCE = 100;

/** Writes into the rows what a position says of them, up to where it stands. */
export async function settle(
  ctx: MutationCtx,
  userId: Id<"users">,
  { channelId, threadId }: Place,
  upTo: bigint,
): Promise<void> {
  const rows = await ctx.db
    .query("notices")
    .withIndex("by_userId_and_state_and_channelId_and_threadId_and_commitTs", (q) =>
      q
        .eq("userId", userId)
        .eq("state", "byPosition")
        .eq("channelId", channelId)
        .eq("threadId", threadId)
        .lte("commitTs", upTo),
    )
    .take(SETTLED_AT_ONCE);
  for (const { _id } of rows) await ctx.db.patch("notices", _id, { state: "read" });
}

/** The position went back: it says again what is unread from there on, but for what its person has dealt with. */
export async function unsettle(
  ctx: MutationCtx,
  userId: Id<"users">,
  { channelId, threadId }: Place,
  after: bigint,
): Promise<void> {
  for (const state of ["read", "unread"] as const) {
    const rows = await ctx.db
      .query("notices")
      .withIndex("by_userId_and_state_and_channelId_and_threadId_and_commitTs", (q) =>
        q
          .eq("userId", userId)
          .eq("state", state)
          .eq("channelId", channelId)
          .eq("threadId", threadId)
          .gt("commitTs", after)
          .lte("commitTs", ctx.meta.getSnapshotTs()),
      )
      .take(LIMITS.noticesRead);
    for (const { _id, kind, doneAt, snoozedUntil } of rows)
      if (isSaidKind(kind) && doneAt === undefined && snoozedUntil === undefined)
        await ctx.db.patch("notices", _id, { state: "byPosition" });
  }
}

/** Tells a person that somebody else brought them into a channel. */
export async function tellOfMembership(
  ctx: MutationCtx,
  { userId, channelId, actorId }: { userId: Id<"users">; channelId: Id<"channels">; actorId: Id<"users"> },
): Promise<void> {
  const notice = { userId, kind: "membership" as const, channelId, actorId };
  const made = { postedAt: Date.now(), commitTs: ctx.db.vars.commitTs, state: "unread" as const };
  await Listeners.tell(ctx, { ...notice, ...made });
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
  for (const row of unread) if (row.kind === "membership") await setRead(ctx, row);
}

/** Marks seen what is told of messages, apart from their positions: they were on screen. */
export async function sawMessages(
  ctx: MutationCtx,
  userId: Id<"users">,
  messageIds: readonly Id<"messages">[],
): Promise<void> {
  const kinds = ["mention", ...LISTED_KINDS, "reaction"] as const;
  for (const messageId of messageIds)
    for (const kind of kinds) {
      const row = await ctx.db
        .query("notices")
        .withIndex("by_messageId_and_kind_and_userId", (q) =>
          q.eq("messageId", messageId).eq("kind", kind).eq("userId", userId),
        )
        .unique();
      if (row?.state === "unread") await setRead(ctx, row);
    }
}
