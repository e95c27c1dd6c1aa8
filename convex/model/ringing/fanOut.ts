/**
 * Who is rung of a new message, in transactions of their own: whoever posts waits for none of them.
 *
 *   post ──▶ named people, people of a direct conversation ─┐
 *   tellFollowers ──▶ followers that it has gone through ───┼──▶ ring each, if they want that
 *   post ──▶ those who want to hear of every message ───────┤
 *   post ──▶ those with a keyword that it has: a notice ────┤
 *   post ──▶ all, then the people of groups: a notice ──────┘
 */
import { literals } from "convex-helpers/validators";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { decide, LISTED_KINDS, type ListedKind } from "../../shared/notices";
import { keysIn } from "../../shared/ringing/keywords";
import * as Levels from "../settings/levels";
import * as Presence from "../people/presence";
import { MessageFacts } from "./facts";
import { ringOf } from "./rings";

export const listedKind = literals(...LISTED_KINDS);

/** People who are looked at in one transaction. */
const AT_ONCE = 25;
/** Those of a group, of whom more is asked. */
const OF_GROUP_AT_ONCE = 50;
/** Words that are looked up in one. */
const WORDS_AT_ONCE = 200;
/** Words of one message that are looked up at all. */
const MOST_WORDS = 4_000;

export async function ringPeople(
  ctx: MutationCtx,
  messageId: Id<"messages">,
  userIds: readonly Id<"users">[],
): Promise<void> {
  const message = await ctx.db.get("messages", messageId);
  if (!message) return;
  const known = new MessageFacts(ctx, message);
  for (const userId of userIds) await ringOf(ctx, known, userId);
}

/** Rings those whose level is "everything": of very many the rest in transactions that follow. */
export async function ringListeners(
  ctx: MutationCtx,
  messageId: Id<"messages">,
  after: number = 0,
): Promise<void> {
  const message = await ctx.db.get("messages", messageId);
  if (!message || message.threadId !== undefined || message.deletedAt !== undefined) return;
  const rows = await listenersOf(ctx, message, after);
  const known = new MessageFacts(ctx, message);
  for (const { userId } of rows) await ringOf(ctx, known, userId);
  if (rows.length === AT_ONCE)
    await ctx.scheduler.runAfter(0, internal.scheduled.ringing.ringListeners, {
      messageId,
      after: rows.at(-1)!._creationTime,
    });
}

/** Those who said so, or all members where the workspace says so. */
async function listenersOf(
  ctx: MutationCtx,
  { channelId }: Doc<"messages">,
  after: number,
): Promise<{ userId: Id<"users">; _creationTime: number }[]> {
  if ((await Levels.workspaceLevel(ctx)) === "everything") return await membersOf(ctx, channelId, after);
  return await ctx.db
    .query("channelLevels")
    .withIndex("by_channelId_and_isLoud", (q) =>
      q.eq("channelId", channelId).eq("isLoud", true).gt("_creationTime", after),
    )
    .take(AT_ONCE);
}

async function membersOf(ctx: MutationCtx, channelId: Id<"channels">, after: number) {
  return await ctx.db
    .query("memberships")
    .withIndex("by_channelId_and_isDeactivated", (q) =>
      q.eq("channelId", channelId).eq("isDeactivated", false).gt("_creationTime", after),
    )
    .take(AT_ONCE);
}

type Sought = {
  messageId: Id<"messages">;
  /** The word of the message that comes next, and after which of the people who have it. */
  word?: number;
  after?: number;
  isEdit?: boolean;
};

/** Tells those of a message that has a keyword of theirs; of very many the rest in transactions that follow. */
export async function tellListeners(ctx: MutationCtx, sought: Sought): Promise<void> {
  const { messageId, word = 0, isEdit = false } = sought;
  const message = await ctx.db.get("messages", messageId);
  // Of a reply that was sent to the channel too the reply tells.
  if (!message || message.deletedAt !== undefined || message.fromReplyId !== undefined) return;
  const keys = keysIn(message.text).slice(0, MOST_WORDS);
  const known = new MessageFacts(ctx, message);
  let { after = 0 } = sought;
  let room = AT_ONCE;
  for (let i = word; i < keys.length; i++) {
    const isFull = i >= word + WORDS_AT_ONCE || room === 0;
    if (isFull) return await goOn(ctx, { messageId, word: i, after, isEdit });
    const rows = await ctx.db
      .query("keywords")
      .withIndex("by_key", (q) => q.eq("key", keys[i]!).gt("_creationTime", after))
      .take(room);
    for (const { userId } of rows) await tell(ctx, known, userId, isEdit);
    const isCut = rows.length === room;
    room -= rows.length;
    if (isCut) return await goOn(ctx, { messageId, word: i, after: rows.at(-1)!._creationTime, isEdit });
    after = 0;
  }
}

async function goOn(ctx: MutationCtx, sought: Sought): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.scheduled.ringing.tellListeners, sought);
}

async function tell(ctx: MutationCtx, known: MessageFacts, userId: Id<"users">, isEdit: boolean) {
  const { message } = known;
  const user = await ctx.db.get("users", userId);
  if (!user || user.deactivatedAt !== undefined) return;
  const { facts } = await known.of(user);
  if (decide(facts).rule !== "keyword" || (await rowOf(ctx, message._id, "keyword", userId))) return;
  const {
    _id: messageId,
    channelId,
    threadId,
    authorId: actorId,
    commitTs,
    _creationTime: postedAt,
  } = message;
  // A reply in a thread that they do not follow has no position.
  const state = threadId === undefined ? "byPosition" : "unread";
  const place = { channelId, threadId, messageId, actorId, postedAt, commitTs };
  await ctx.db.insert("notices", { userId, kind: "keyword", ...place, state });
  if (!isEdit) await ringOf(ctx, known, userId);
}

/** Tells all who are in the channel of a message that calls them, some in each transaction; or those who are here. */
export async function callAll(ctx: MutationCtx, messageId: Id<"messages">, after: number = 0): Promise<void> {
  const message = await ctx.db.get("messages", messageId);
  if (!message || message.calls === undefined || message.deletedAt !== undefined) return;
  const rows = await membersOf(ctx, message.channelId, after);
  const known = new MessageFacts(ctx, message);
  for (const { userId } of rows) await call(ctx, known, userId);
  if (rows.length === AT_ONCE)
    await ctx.scheduler.runAfter(0, internal.scheduled.ringing.callAll, {
      messageId,
      after: rows.at(-1)!._creationTime,
    });
  else await callGroups(ctx, messageId);
}

async function call(ctx: MutationCtx, known: MessageFacts, userId: Id<"users">): Promise<void> {
  const { _id: messageId, channelId, authorId: actorId, mentions, calls, ...message } = known.message;
  if (userId === actorId || mentions.includes(userId)) return;
  if (calls === "here" && !(await Presence.isActive(ctx, userId))) return;
  if (await rowOf(ctx, messageId, "everyone", userId)) return;
  const { commitTs, _creationTime: postedAt } = message;
  const place = { channelId, messageId, actorId, postedAt, commitTs };
  await dropKeyword(ctx, messageId, userId);
  await ctx.db.insert("notices", { userId, kind: "everyone", ...place, state: "byPosition" });
  await ringOf(ctx, known, userId);
}

/** Tells the people of the groups that a message names, as far as they may read it: one group after the other, in transactions of their own. */
export async function callGroups(
  ctx: MutationCtx,
  messageId: Id<"messages">,
  at: number = 0,
  after: number = 0,
): Promise<void> {
  const message = await ctx.db.get("messages", messageId);
  const groupId = message?.groups?.[at];
  if (!message?.groups || groupId === undefined || message.deletedAt !== undefined) return;
  const rows = await ctx.db
    .query("groupMembers")
    .withIndex("by_groupId_and_isDeactivated", (q) =>
      q.eq("groupId", groupId).eq("isDeactivated", false).gt("_creationTime", after),
    )
    .take(OF_GROUP_AT_ONCE);
  const known = new MessageFacts(ctx, message);
  for (const { userId } of rows) await tellAsOne(ctx, known, userId, groupId);
  const isCut = rows.length === OF_GROUP_AT_ONCE;
  const next = isCut ? { at, after: rows.at(-1)!._creationTime } : { at: at + 1 };
  if (next.at < message.groups.length)
    await ctx.scheduler.runAfter(0, internal.scheduled.ringing.callGroups, { messageId, ...next });
}

async function tellAsOne(
  ctx: MutationCtx,
  known: MessageFacts,
  userId: Id<"users">,
  groupId: Id<"groups">,
): Promise<void> {
  const user = await ctx.db.get("users", userId);
  if (!user || user.deactivatedAt !== undefined) return;
  const { facts } = await known.of(user);
  if (facts.isInGroup || decide({ ...facts, isInGroup: true }).rule !== "group") return;
  const { _id: messageId, channelId, threadId, authorId: actorId, ...message } = known.message;
  const { commitTs, _creationTime: postedAt } = message;
  await dropKeyword(ctx, messageId, userId);
  // Who follows no thread has no position in it, nor who reads a public channel without being in it.
  const hasPosition = threadId === undefined ? facts.isMember : facts.isFollowing === true;
  const state = hasPosition ? "byPosition" : "unread";
  const place = { channelId, threadId, messageId, actorId, postedAt, commitTs };
  await ctx.db.insert("notices", { userId, kind: "group", groupId, ...place, state });
  await ringOf(ctx, known, userId);
}

/** What tells of more may come later: it takes the place of a word. */
async function dropKeyword(ctx: MutationCtx, messageId: Id<"messages">, userId: Id<"users">): Promise<void> {
  const row = await rowOf(ctx, messageId, "keyword", userId);
  if (row) await ctx.db.delete("notices", row._id);
}

async function rowOf(ctx: MutationCtx, messageId: Id<"messages">, kind: ListedKind, userId: Id<"users">) {
  return await ctx.db
    .query("notices")
    .withIndex("by_messageId_and_kind_and_userId", (q) =>
      q.eq("messageId", messageId).eq("kind", kind).eq("userId", userId),
    )
    .unique();
}

/** Makes those notices true after an edit, a deletion or a restoration; of very many the rest in transactions that follow. */
export async function renewNotices(
  ctx: MutationCtx,
  messageId: Id<"messages">,
  kind: ListedKind,
  afterUser: string = "",
): Promise<void> {
  const message = await ctx.db.get("messages", messageId);
  if (!message) return;
  const rows = await ctx.db
    .query("notices")
    .withIndex("by_messageId_and_kind_and_userId", (q) =>
      q
        .eq("messageId", messageId)
        .eq("kind", kind)
        .gt("userId", afterUser as Id<"users">),
    )
    .take(AT_ONCE);
  const known = new MessageFacts(ctx, message);
  for (const row of rows) await renew(ctx, known, row);
  if (rows.length === AT_ONCE)
    await ctx.scheduler.runAfter(0, internal.scheduled.ringing.renewNotices, {
      messageId,
      kind,
      after: rows.at(-1)!.userId,
    });
  else if (kind === "keyword") await tellListeners(ctx, { messageId, isEdit: true });
}

async function renew(ctx: MutationCtx, known: MessageFacts, row: Doc<"notices">): Promise<void> {
  const user = await ctx.db.get("users", row.userId);
  const isDeleted = known.message.deletedAt !== undefined;
  const facts = user && (await known.of(user)).facts;
  if (!facts || decide({ ...facts, isDeleted: false }).rule !== row.kind)
    return await ctx.db.delete("notices", row._id);
  const isWithdrawn = row.state === "withdrawn";
  if (isWithdrawn === isDeleted) return;
  const isSettled = row.doneAt !== undefined || row.snoozedUntil !== undefined;
  const hasPosition = row.threadId === undefined && facts.isMember && !isSettled;
  await ctx.db.patch("notices", row._id, {
    state: !isWithdrawn ? "withdrawn" : hasPosition ? "byPosition" : "read",
  });
}
