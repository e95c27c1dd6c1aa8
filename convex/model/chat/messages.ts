import type { PaginationOptions } from "convex/server";
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { mayHaveLinks } from "../../shared/markdown/mayHaveLinks";
import { CALLS, callIn, mentionedIds } from "../../shared/mentions";
import { BEFORE_ALL, tsOf } from "../../shared/unread";
import type { UserMutationCtx } from "../access";
import { MIB, takeWithin } from "../batches";
import { LAST_MS, LAST_TS, settledTs } from "../commitTs";
import { fail } from "../errors";
import * as Events from "../events/events";
import * as Entries from "../entries/entries";
import * as Files from "../files/files";
import * as LinkLooks from "../files/linkLooks";
import * as LinkPreviews from "../files/linkPreviews";
import { boardLine } from "./boardLine";
import * as Copies from "./copies";
import * as Groups from "./groups";
import * as Heads from "./heads";
import * as Follows from "../notices/follows";
import * as Listeners from "../notices/listeners";
import * as Mentions from "../notices/mentions";
import * as Replies from "../notices/replies";
import * as Urgent from "../settings/urgent";
import * as Reactions from "./reactions";
import { checkPosting, mayCall } from "./rights";
import * as ReadPositions from "./readPositions";
import { cleanText, requiredText } from "../text";
import { boundedPage } from "../pages";
import * as RateLimits from "../rateLimits";
import * as Threads from "./threads";
import type { DbCtx } from "../context";

/** A message as every reader sees it: nothing in it depends on who asks. */
export const messageView = v.object({
  _id: v.id("messages"),
  _creationTime: v.number(),
  /** The place in the order, and what reading positions compare with. */
  commitTs: v.int64(),
  channelId: v.id("channels"),
  threadId: v.optional(v.id("messages")),
  authorId: v.id("users"),
  text: v.string(),
  sentAt: v.number(),
  clientId: v.optional(v.string()),
  mentions: v.array(v.id("users")),
  /** Its author said that it cannot wait. */
  isUrgent: v.optional(v.literal(true)),
  calls: v.optional(literals(...CALLS)),
  groups: v.optional(v.array(v.id("groups"))),
  editedAt: v.optional(v.number()),
  /** A deleted message that still holds a thread: without text and reactions. */
  deletedAt: v.optional(v.number()),
  replyCount: v.number(),
  lastReplyAt: v.optional(v.number()),
  /** Who said that its thread is settled. */
  resolvedBy: v.optional(v.id("users")),
  /** Of a reply that was sent to the channel too, in the channel: the reply, and its thread. */
  fromReplyId: v.optional(v.id("messages")),
  fromThreadId: v.optional(v.id("messages")),
  pinnedBy: v.optional(v.id("users")),
  /** The task that was made from it; whether the reader may see that is for `tasks.get` to say. */
  taskId: v.optional(v.id("tasks")),
  /** What a board says in the place of a person. */
  line: v.optional(boardLine),
  /** By which automation it was written, for its author. */
  automationId: v.optional(v.id("automations")),
  reactions: v.array(v.object({ emoji: v.string(), userIds: v.array(v.id("users")) })),
  files: v.array(Files.fileView),
  linkPreviews: v.array(LinkPreviews.linkPreviewView),
});

/** Null for what is no longer on screen: a deleted message leaves a trace only while it has replies. */
export async function toView(ctx: DbCtx, message: Doc<"messages">) {
  const { hasReactions: _r, hasReplies: _h, deletedBy: _by, fileIds: _f, commitTs, ...shown } = message;
  const { linkPreviewIds: _ids, hiddenLinks: _hidden, copyId: _copy, ...said } = shown;
  const replies = await Threads.repliesTo(ctx, message);
  const known = {
    ...said,
    commitTs: settledTs(commitTs),
    replyCount: replies?.count ?? 0,
    lastReplyAt: replies?.lastSentAt,
  };
  if (message.deletedAt === undefined) {
    const reactions = await Reactions.groupsOf(ctx, message);
    const linkPreviews = await LinkPreviews.ofMessage(ctx, message);
    return { ...known, reactions, files: await Files.ofMessage(ctx, message), linkPreviews };
  }
  if (known.replyCount === 0) return null;
  const unsaid = { text: "", mentions: [], reactions: [], files: [], linkPreviews: [] };
  return { ...known, ...unsaid, taskId: undefined, pinnedBy: undefined };
}

/** A page without what is no longer on screen. It may come out shorter than asked for, even empty. */
export async function toViews(ctx: DbCtx, page: Doc<"messages">[]) {
  const views = await Promise.all(page.map(async (message) => await toView(ctx, message)));
  return views.filter((view) => view !== null);
}

type Stretch = { after?: bigint; upTo?: bigint; order?: "asc" | "desc"; paginationOpts: PaginationOptions };
type Listed = { channelId: Id<"channels">; threadId?: Id<"messages"> };

/** The messages of a channel, or of a thread in it, between two places: newest first, or oldest first. */
export async function page(ctx: DbCtx, { channelId, threadId }: Listed, wanted: Stretch) {
  const { after = BEFORE_ALL, upTo = LAST_TS, order = "desc", paginationOpts } = wanted;
  const result = await ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q.eq("channelId", channelId).eq("threadId", threadId).gt("commitTs", after).lte("commitTs", upTo),
    )
    .order(order)
    .paginate(boundedPage(paginationOpts));
  return { ...result, page: await toViews(ctx, result.page) };
}

/** Of the newest messages that are read at once: some dozens of the greatest size. */
const NEWEST_BYTES = 4 * MIB;

/**
 * The messages of a channel after a place, newest first, as far as those who look at it are told: a few, where the place is
 * that of its head.
 *
 * @returns whether these are all, and whether there are so many that a crowd is told of them together
 */
export async function newest(ctx: DbCtx, channelId: Id<"channels">, after: bigint) {
  const toldTs = await Heads.toldTs(ctx, channelId);
  const [upTo, isCrowd] = [toldTs ?? LAST_TS, toldTs !== undefined];
  if (upTo <= after) return { page: [], isDone: true, isCrowd };
  const inChannel = ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q.eq("channelId", channelId).eq("threadId", undefined).gt("commitTs", after).lte("commitTs", upTo),
    )
    .order("desc");
  const { rows, isCut } = await takeWithin(inChannel, { rows: LIMITS.pageItems, bytes: NEWEST_BYTES });
  return { page: await toViews(ctx, rows), isDone: !isCut, isCrowd };
}

/** Where a message is, without what it says. */
export const placeView = messageView.pick("channelId", "threadId", "commitTs").extend({
  /** Its place in the channel: that of the first message of its thread, for a reply. */
  channelTs: v.int64(),
  isDeleted: v.boolean(),
});

export async function toPlace(ctx: DbCtx, message: Doc<"messages">) {
  const { channelId, threadId, commitTs, deletedAt } = message;
  const root = threadId && (await ctx.db.get("messages", threadId));
  const channelTs = settledTs((root ?? message).commitTs);
  return {
    channelId,
    threadId,
    commitTs: settledTs(commitTs),
    channelTs,
    isDeleted: deletedAt !== undefined,
  };
}

/**
 * Whether there is a message between each time and the next, in milliseconds of the database's clock. A message that was
 * deleted counts.
 *
 * @throws TOO_MANY_IDS beyond six weeks | DATE_INVALID
 */
export async function spokenDays(
  ctx: DbCtx,
  channelId: Id<"channels">,
  bounds: readonly number[],
): Promise<boolean[]> {
  if (bounds.length > LIMITS.daysAsked + 1) throw fail("TOO_MANY_IDS");
  if (!bounds.every((ms) => ms >= 0 && ms <= LAST_MS)) throw fail("DATE_INVALID");
  const times = bounds.map(tsOf);
  const days = times.slice(1).map(async (end, i) => {
    const first = await ctx.db
      .query("messages")
      .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
        q.eq("channelId", channelId).eq("threadId", undefined).gte("commitTs", times[i]!).lt("commitTs", end),
      )
      .first();
    return first !== null;
  });
  return await Promise.all(days);
}

type Draft = {
  channel: Doc<"channels">;
  text: string;
  clientId?: string;
  threadId?: Id<"messages">;
  /** Of a reply, whether the channel sees it as well. */
  alsoInChannel?: boolean;
  /** It rings whom it names, or to whom it is written, also while they want quiet. Of what is for nobody it is left out. */
  isUrgent?: boolean;
  fileIds?: Id<"files">[];
  /** It is only there to hold a thread: everybody may reply, and so begin one, where few may write. */
  isHolder?: boolean;
  /** By which automation it is written, for who set that off. */
  automationId?: Id<"automations">;
};

/**
 * Saves a message. A repeated `clientId` returns the first one: people press Retry after a lost
 * reply, and the channel must not see the message twice. Who posts has read the channel, or the thread.
 *
 * @throws TEXT_EMPTY (without files) | TEXT_TOO_LONG | CLIENT_ID_INVALID | TOO_FAST | POSTING_LIMITED | NOT_FOUND |
 *         THREAD_NESTED | TOO_MANY_FILES | TOO_MANY_URGENT
 */
export async function post(ctx: UserMutationCtx, draft: Draft): Promise<Id<"messages">> {
  const { channel, clientId, threadId, fileIds = [] } = draft;
  const text = textOf(draft.text, fileIds);
  const sent = await findSent(ctx, clientId);
  if (sent) return sent._id;
  await RateLimits.take(ctx, "send");
  const channelId = channel._id;
  const isReply = (threadId !== undefined && draft.alsoInChannel !== true) || draft.isHolder === true;
  checkPosting(ctx.user, channel, isReply);
  const root = threadId && (await Threads.requireRoot(ctx, channelId, threadId));
  const mentions = await mentionedPeople(ctx, text);
  const files = await Files.requireWaiting(ctx, fileIds);
  const isForSomebody = channel.kind === "direct" || mentions.some((id) => id !== ctx.user._id);
  const isUrgent = draft.isUrgent === true && isForSomebody;
  if (isUrgent) await Urgent.noteUrgent(ctx);
  const calls = threadId === undefined && mayCall(ctx.user, channel) ? callIn(text) : undefined;
  const { groups, areMany } = await Groups.calledBy(ctx, channel, text);
  if (calls || areMany) await RateLimits.take(ctx, "call");
  const sentAt = Date.now();
  const message = {
    channelId,
    authorId: ctx.user._id,
    text,
    sentAt,
    clientId,
    threadId,
    mentions,
    ...(isUrgent && { isUrgent }),
    ...(draft.automationId && { automationId: draft.automationId }),
    ...(calls && { calls }),
    ...(groups.length > 0 && { groups }),
    ...(files.length > 0 && { fileIds: files.map(({ _id }) => _id) }),
  };
  const messageId = await ctx.db.insert("messages", { ...message, commitTs: ctx.db.vars.commitTs });
  await Files.attach(ctx, files, { messageId, channelId });
  await Entries.posted(ctx, { ...message, _id: messageId }, channel, files);
  await Heads.posted(ctx, { channelId, threadId, sentAt });
  if (root) await Threads.replied(ctx, root, messageId);
  else await ReadPositions.moveToEnd(ctx, { channelId, userId: ctx.user._id });
  if (mentions.length > 0) await Mentions.renew(ctx, (await ctx.db.get("messages", messageId))!, []);
  await Listeners.posted(ctx, { ...message, _id: messageId }, channel);
  if (mayHaveLinks(text)) await LinkLooks.wanted(ctx, (await ctx.db.get("messages", messageId))!);
  if (root && draft.alsoInChannel) await Copies.post(ctx, messageId, channel, files);
  return messageId;
}

/** The text of a message. Files may go without a word. @throws TEXT_EMPTY | TEXT_TOO_LONG */
export function textOf(text: string, fileIds: readonly unknown[] = []): string {
  return fileIds.length > 0 ? cleanText(text, LIMITS.messageText) : requiredText(text, LIMITS.messageText);
}

/** The caller's message that was sent by this id. @throws CLIENT_ID_INVALID */
export async function findSent(
  ctx: UserMutationCtx,
  clientId: string | undefined,
): Promise<Doc<"messages"> | null> {
  if (clientId === undefined) return null;
  if (clientId === "" || clientId.length > LIMITS.clientId) throw fail("CLIENT_ID_INVALID");
  return await ctx.db
    .query("messages")
    .withIndex("by_authorId_and_clientId", (q) => q.eq("authorId", ctx.user._id).eq("clientId", clientId))
    .unique();
}

/** The mentioned ids that are people of this workspace. The others stay as they were typed. */
async function mentionedPeople(ctx: UserMutationCtx, text: string): Promise<Id<"users">[]> {
  const people = await Promise.all(
    mentionedIds(text)
      .slice(0, LIMITS.mentionsPerMessage)
      .map(async (id) => {
        const userId = ctx.db.normalizeId("users", id);
        return userId && (await ctx.db.get("users", userId));
      }),
  );
  return people.filter((person) => person !== null).map(({ _id }) => _id);
}

/**
 * Changes the text. Only the author may: not even an admin puts words in somebody's mouth.
 *
 * @throws FORBIDDEN | TEXT_EMPTY | TEXT_TOO_LONG
 */
export async function edit(ctx: UserMutationCtx, message: Doc<"messages">, newText: string): Promise<void> {
  if (message.authorId !== ctx.user._id || message.line) throw fail("FORBIDDEN");
  const text = textOf(newText, message.fileIds);
  if (text !== message.text) await setTexts(ctx, message, { text, editedAt: Date.now() });
}

type Edit = { text: string; editedAt: number | undefined };

/** Of a message and its copy, if it has one. */
export async function setTexts(ctx: UserMutationCtx, message: Doc<"messages">, edit: Edit): Promise<void> {
  const said = { ...edit, mentions: await mentionedPeople(ctx, edit.text) };
  await setText(ctx, message, said);
  const other = await Copies.otherOf(ctx, message);
  if (other) await setText(ctx, other, said);
}

/** The same for a message and its copy: of the two the reply tells those who are named. */
async function setText(
  ctx: UserMutationCtx,
  message: Doc<"messages">,
  { text, mentions, editedAt }: Edit & Pick<Doc<"messages">, "mentions">,
): Promise<void> {
  await ctx.db.patch("messages", message._id, { text, mentions, editedAt });
  await Entries.renewMessage(ctx, message._id);
  const wasEdited = message.editedAt === undefined ? [] : [{ field: "editedAt", before: message.editedAt }];
  const changes = [{ field: "text", before: message.text }, ...wasEdited];
  await Events.record(ctx, { noun: "message", verb: "changed", subject: message._id, changes });
  if (message.fromReplyId === undefined)
    await Mentions.renew(ctx, { ...message, mentions }, message.mentions, hasRead(ctx, message));
  if (message.fromReplyId === undefined) await Listeners.changed(ctx, message._id);
  await LinkLooks.wanted(ctx, { ...message, text });
}

/** Tells whether somebody has read a message, by their position. */
function hasRead(ctx: DbCtx, { channelId, threadId, commitTs }: Doc<"messages">) {
  return async (userId: Id<"users">): Promise<boolean> => {
    const readTs = threadId
      ? await Follows.positionIn(ctx, userId, threadId)
      : (await ReadPositions.positionIn(ctx, { channelId, userId }))?.lastReadTs;
    return readTs !== undefined && settledTs(commitTs) <= readTs;
  };
}

/**
 * Takes what a link leads to off a message, or puts it back.
 *
 * @throws NOT_FOUND | FORBIDDEN for others than its author and admins
 */
export async function setPreviewHidden(
  ctx: UserMutationCtx,
  message: Doc<"messages">,
  url: string,
  isOff: boolean,
): Promise<void> {
  checkMayRemove(ctx.user, message);
  await LinkPreviews.setHidden(ctx, message, url, isOff);
}

/**
 * Takes a message off the screens; `restore` brings it back as it was.
 *
 * @throws FORBIDDEN for others than its author and admins
 */
export async function remove(ctx: UserMutationCtx, message: Doc<"messages">): Promise<void> {
  checkMayRemove(ctx.user, message);
  if (message.deletedAt !== undefined) return;
  const deletedAt = Date.now();
  await setDeleted(ctx, message, deletedAt);
  const copy = await Copies.copyOf(ctx, message);
  if (copy && copy.deletedAt === undefined) await setDeleted(ctx, copy, deletedAt);
}

/** @throws FORBIDDEN for others than admins, and its author where nobody else has deleted it */
export async function restore(ctx: UserMutationCtx, message: Doc<"messages">): Promise<void> {
  checkMayRemove(ctx.user, message);
  const isOthersWork = message.deletedBy !== undefined && message.deletedBy !== ctx.user._id;
  if (isOthersWork && ctx.user.role !== "admin") throw fail("FORBIDDEN");
  if (message.deletedAt === undefined) return;
  await setDeleted(ctx, message, undefined);
  const copy = await Copies.copyOf(ctx, message);
  if (copy?.deletedAt === message.deletedAt) await setDeleted(ctx, copy, undefined);
}

async function setDeleted(
  ctx: UserMutationCtx,
  message: Doc<"messages">,
  deletedAt: number | undefined,
): Promise<void> {
  const deletedBy = deletedAt === undefined ? undefined : ctx.user._id;
  await ctx.db.patch("messages", message._id, { deletedAt, deletedBy });
  await Entries.renewMessage(ctx, message._id);
  const verb = deletedAt === undefined ? "restored" : "deleted";
  await Events.record(ctx, { noun: "message", verb, subject: message._id });
  if (message.fromReplyId === undefined) await Files.followMessage(ctx, message, deletedAt !== undefined);
  await Heads.recount(ctx, message, deletedAt === undefined ? 1 : -1);
  await Mentions.renew(ctx, { ...message, deletedAt }, message.mentions);
  await Listeners.changed(ctx, message._id);
  await Reactions.tellAuthor(ctx, message._id);
  if (message.threadId !== undefined) await Replies.changed(ctx, message._id);
}

function checkMayRemove(user: Doc<"users">, message: Doc<"messages">): void {
  if (message.authorId !== user._id && user.role !== "admin") throw fail("FORBIDDEN");
}
