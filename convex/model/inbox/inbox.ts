/**
 * What concerns a person, as they look through it: newest first, only what they may still read. A row says that there is
 * something; what it says is read from the thing itself.
 */
import { literals } from "convex-helpers/validators";
import type { PaginationOptions, PaginationResult } from "convex/server";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { NOTICE_KINDS, TASK_CHANGES, type NoticeKind } from "../../shared/notices";
import { cutText } from "../../shared/text";
import { canRead, type UserQueryCtx } from "../access";
import { settledTs } from "../commitTs";
import { lastRefusal, refusalView } from "../automations/refusal";
import { headOf } from "../chat/heads";
import * as Reactions from "../chat/reactions";
import * as ReadPositions from "../chat/readPositions";
import * as Threads from "../chat/threads";
import type { DbCtx } from "../context";
import * as Follows from "../notices/follows";
import { isThere, type Thing } from "../notices/notices";
import * as Waiting from "../notices/waiting";
import { boundedPage } from "../pages";

export type Notice = Doc<"notices">;

export const noticeView = v.object({
  _id: v.id("notices"),
  kind: literals(...NOTICE_KINDS),
  at: v.number(),
  channelId: v.optional(v.id("channels")),
  threadId: v.optional(v.id("messages")),
  messageId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  actorId: v.optional(v.id("users")),
  isUnread: v.boolean(),
  isDone: v.boolean(),
  snoozedUntil: v.optional(v.number()),
  /** Of the channel; empty for a direct conversation. */
  channelName: v.optional(v.string()),
  /** The beginning of the message, or the title of the task. */
  text: v.optional(v.string()),
  taskNumber: v.optional(v.number()),
  /** What others have changed of the task; absent where it was assigned. */
  changes: v.optional(v.array(literals(...TASK_CHANGES))),
  /** The task that waits for it, or that it waited for: its number, whether it is gone, and how many it still waits for. */
  other: v.optional(v.object({ number: v.number(), isDeleted: v.boolean(), left: v.number() })),
  /** What sets the automation off, and why it was refused last. */
  refusal: v.optional(refusalView),
  /** Of a thread, how many replies are unread. */
  unread: v.optional(v.number()),
  /** Who of others reacted with what. */
  reactions: v.optional(v.array(v.object({ emoji: v.string(), userIds: v.array(v.id("users")) }))),
});
type NoticeView = Infer<typeof noticeView>;

/** Looks at notices of one person; what it has asked once it remembers. */
export class Reader {
  readonly #ctx: DbCtx;
  readonly #userId: Id<"users">;
  readonly #channels = new Map<Id<"channels">, Promise<boolean>>();
  readonly #positions = new Map<Id<"channels">, Promise<bigint | undefined>>();
  readonly #threads = new Map<Id<"messages">, Promise<number>>();
  readonly #isBehindIn: ReturnType<typeof Follows.behindOf>;

  constructor(ctx: DbCtx, userId: Id<"users">) {
    this.#ctx = ctx;
    this.#userId = userId;
    this.#isBehindIn = Follows.behindOf(ctx, userId);
  }

  /** Where it is: a task may have moved since its person was told of it. */
  async channelOf({ taskId, channelId }: Pick<Notice, "channelId" | "taskId">) {
    const task = taskId && (await this.#ctx.db.get("tasks", taskId));
    return task ? task.channelId : channelId;
  }

  async mayRead(row: Notice): Promise<boolean> {
    const { reminderOf, otherTaskId } = row;
    if (reminderOf && !(await isThere(this.#ctx, reminderOf, this.#userId))) return false;
    if (otherTaskId && !(await this.pairOf(row))) return false;
    return await this.#mayReadIn(await this.channelOf(row));
  }

  async #mayReadIn(channelId: Id<"channels"> | undefined): Promise<boolean> {
    if (channelId === undefined) return true;
    const ask = async () => await canRead(this.#ctx, channelId, this.#userId);
    return await asked(this.#channels, channelId, ask);
  }

  async pairOf(row: Notice): Promise<Waiting.Pair | null> {
    return await Waiting.pairOf(this.#ctx, row, async (task) => await this.#mayReadIn(task.channelId));
  }

  async #positionIn(channelId: Id<"channels">): Promise<bigint | undefined> {
    const place = { channelId, userId: this.#userId };
    return await asked(
      this.#positions,
      channelId,
      async () => (await ReadPositions.positionIn(this.#ctx, place))?.lastReadTs,
    );
  }

  async unreadReplies({ channelId, threadId }: Notice): Promise<number> {
    if (channelId === undefined || threadId === undefined) return 0;
    return await asked(
      this.#threads,
      threadId,
      async () => await Threads.unnamedIn(this.#ctx, this.#userId, { channelId, threadId }),
    );
  }

  /** Whether it waits to be seen. Who has no position in a channel has left it. */
  async isUnread(row: Notice): Promise<boolean> {
    if (row.state !== "byPosition") return row.state === "unread";
    if (row.channelId === undefined) return false;
    if (row.threadId === undefined) {
      const readTs = await this.#positionIn(row.channelId);
      return readTs !== undefined && settledTs(row.commitTs) > readTs;
    }
    if (!(await this.#isBehindIn(row.threadId, row.commitTs))) return false;
    return row.kind !== "reply" || (await this.unreadReplies(row)) > 0;
  }
}

/** Asks once for each key. */
async function asked<Key, Answer>(
  known: Map<Key, Promise<Answer>>,
  key: Key,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return await answer;
}

/** A page of all there is, or of one kind. It may come out shorter than asked for, even empty. */
export async function page(
  ctx: UserQueryCtx,
  kind: NoticeKind | undefined,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<NoticeView>> {
  const userId = ctx.user._id;
  const notices = ctx.db.query("notices");
  const ofPerson = kind
    ? notices.withIndex("by_userId_and_kind_and_commitTs", (q) => q.eq("userId", userId).eq("kind", kind))
    : notices.withIndex("by_userId_and_commitTs", (q) => q.eq("userId", userId));
  const numItems = Math.min(paginationOpts.numItems, LIMITS.noticesShown);
  const result = await ofPerson.order("desc").paginate(boundedPage({ ...paginationOpts, numItems }));
  const reader = new Reader(ctx, userId);
  const views = await Promise.all(result.page.map(async (row) => await toView(ctx, reader, row)));
  return { ...result, page: views.filter((view) => view !== null) };
}

/** The newest that wait to be seen, `LIMITS.noticesShown` at most. */
export async function unread(ctx: UserQueryCtx): Promise<NoticeView[]> {
  const reader = new Reader(ctx, ctx.user._id);
  const rows = await unreadRows(ctx, reader, LIMITS.noticesShown);
  const views = await Promise.all(rows.map(async (row) => await toView(ctx, reader, row)));
  return views.filter((view) => view !== null);
}

/** How many wait to be seen: `LIMITS.unreadCounted` stands for all above. */
export async function countUnread(ctx: UserQueryCtx): Promise<number> {
  return (await unreadRows(ctx, new Reader(ctx, ctx.user._id), LIMITS.unreadCounted)).length;
}

async function unreadRows(ctx: UserQueryCtx, reader: Reader, most: number): Promise<Notice[]> {
  const newest = async (state: "unread" | "byPosition") =>
    await ctx.db
      .query("notices")
      .withIndex("by_userId_and_state_and_commitTs", (q) => q.eq("userId", ctx.user._id).eq("state", state))
      .order("desc")
      .take(LIMITS.noticesRead);
  const rows = [...(await newest("unread")), ...(await newest("byPosition"))];
  rows.sort((a, b) => (settledTs(a.commitTs) > settledTs(b.commitTs) ? -1 : 1));
  const found: Notice[] = [];
  for (const row of rows) {
    if ((await reader.mayRead(row)) && (await reader.isUnread(row))) found.push(row);
    if (found.length === most) break;
  }
  return found;
}

/** Null for what its person may not read, and for what was taken back. */
async function toView(ctx: DbCtx, reader: Reader, row: Notice): Promise<NoticeView | null> {
  if (row.state === "withdrawn" || !(await reader.mayRead(row))) return null;
  const { _id, kind, postedAt: at, threadId, taskId, actorId, doneAt, snoozedUntil } = row;
  const said = await contentOf(ctx, reader, row);
  if (said === null) return null;
  const channelId = await reader.channelOf(row);
  const channel = channelId && (await ctx.db.get("channels", channelId));
  return {
    _id,
    kind,
    at,
    channelId,
    threadId,
    taskId,
    actorId,
    snoozedUntil,
    isDone: doneAt !== undefined,
    isUnread: await reader.isUnread(row),
    channelName: channel?.name,
    ...said,
  };
}

type Content = Partial<
  Pick<
    NoticeView,
    | "messageId"
    | "threadId"
    | "taskId"
    | "text"
    | "taskNumber"
    | "changes"
    | "other"
    | "refusal"
    | "unread"
    | "reactions"
    | "actorId"
  >
>;

async function contentOf(ctx: DbCtx, reader: Reader, row: Notice): Promise<Content | null> {
  switch (row.kind) {
    case "mention":
    case "keyword":
    case "everyone":
    case "group":
      return await saidIn(ctx, row);
    case "reply": {
      const reply = await replyOf(ctx, row);
      return reply && { ...excerpt(reply), actorId: reply.authorId, unread: await reader.unreadReplies(row) };
    }
    case "reaction": {
      const message = row.messageId && (await ctx.db.get("messages", row.messageId));
      if (!message || message.deletedAt !== undefined) return null;
      return { ...excerpt(message), reactions: await othersReactions(ctx, message) };
    }
    case "assignment": {
      const task = row.taskId && (await ctx.db.get("tasks", row.taskId));
      return task ? { text: task.title, taskNumber: task.number, changes: row.changes } : null;
    }
    case "waiting":
    case "unblocked": {
      const pair = await reader.pairOf(row);
      return pair && contentOfPair(pair);
    }
    case "reminder":
      return row.reminderOf ? await thingOf(ctx, row.reminderOf) : null;
    case "refused": {
      const refusal = row.automationId && (await lastRefusal(ctx, row.automationId));
      return refusal ? { refusal } : null;
    }
    case "membership":
    case "request":
      return {};
    default:
      return row.kind satisfies never;
  }
}

const contentOfPair = ({ task, other }: Waiting.Pair): Content => ({
  text: task.title,
  taskNumber: task.number,
  other: {
    number: other.number,
    isDeleted: other.deletedAt !== undefined,
    left: task.openBlockers ?? 0,
  },
});

/** What a reminder is of, where it is still there. */
async function thingOf(ctx: DbCtx, { messageId, taskId }: Thing): Promise<Content | null> {
  const message = messageId && (await ctx.db.get("messages", messageId));
  if (message)
    return message.deletedAt === undefined ? { ...excerpt(message), threadId: message.threadId } : null;
  const task = taskId && (await ctx.db.get("tasks", taskId));
  if (!task || task.deletedAt !== undefined) return null;
  return { text: task.title, taskId: task._id, taskNumber: task.number };
}

const excerpt = ({ _id, text }: Doc<"messages">) => ({
  messageId: _id,
  text: cutText(text, LIMITS.searchExcerpt),
});

async function saidIn(ctx: DbCtx, { messageId }: Notice): Promise<Content | null> {
  const message = messageId && (await ctx.db.get("messages", messageId));
  return message && message.deletedAt === undefined ? excerpt(message) : null;
}

/** The reply that a row names, or the newest one where that was deleted. */
async function replyOf(
  ctx: DbCtx,
  { messageId, channelId, threadId }: Notice,
): Promise<Doc<"messages"> | null> {
  const named = messageId && (await ctx.db.get("messages", messageId));
  if (!named || channelId === undefined) return null;
  if (named.deletedAt === undefined) return named;
  const [newest] = (await headOf(ctx, { channelId, threadId })).recentTimes;
  if (newest === undefined) return null;
  return await ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q.eq("channelId", channelId).eq("threadId", threadId).eq("commitTs", newest),
    )
    .first();
}

async function othersReactions(ctx: DbCtx, message: Doc<"messages">) {
  const groups = (await Reactions.groupsOf(ctx, message, LIMITS.reactionsGlanced)).map(
    ({ emoji, userIds }) => ({
      emoji,
      userIds: userIds.filter((userId) => userId !== message.authorId),
    }),
  );
  return groups.filter(({ userIds }) => userIds.length > 0);
}
