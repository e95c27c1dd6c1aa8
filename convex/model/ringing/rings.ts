/**
 * Rings: that a person is to hear of something now. A row of their own for each, made once and gone after a day; their windows
 * watch it, and nobody else.
 *
 *   a message, a notice ──scheduled──▶ decide ──▶ ring ──▶ windows of the person
 *                                         └── read meanwhile, level, mute, pause, hours: nothing
 *
 * Rules   One event rings a person once, however many reasons there are. What was read before it rings never does; what is
 *         edited rings nobody.
 */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import {
  CAUSES,
  decideRing,
  decideThing,
  THINGS,
  type Cause,
  type ThingKind,
} from "../../shared/ringing/decide";
import { ringTag } from "../../shared/push/pushData";
import { cutText } from "../../shared/text";
import { canRead, type UserQueryCtx } from "../access";
import type { DbCtx } from "../context";
import * as Follows from "../notices/follows";
import { isThere } from "../notices/notices";
import * as Waiting from "../notices/waiting";
import * as Push from "../push/queue";
import { choicesOf, listedRow, MessageFacts } from "./facts";

export type Ring = Doc<"rings">;

/** What a window says of a ring. */
export const ringView = v.object({
  _id: v.id("rings"),
  cause: literals(...CAUSES),
  /** When it happened. */
  at: v.number(),
  channelId: v.optional(v.id("channels")),
  threadId: v.optional(v.id("messages")),
  messageId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  actorId: v.optional(v.id("users")),
  /** Of the channel; empty for a direct conversation. */
  channelName: v.optional(v.string()),
  /** The beginning of the message, or the title of the task. */
  text: v.string(),
});

type NewRing = Omit<Ring, "_id" | "_creationTime" | "at" | "commitTs">;

/** The one place where a ring is made: who sends it elsewhere too does so from here. */
export async function ring(ctx: MutationCtx, made: NewRing): Promise<Id<"rings">> {
  const id = await ctx.db.insert("rings", { ...made, at: Date.now(), commitTs: ctx.db.vars.commitTs });
  const { userId, messageId, noticeId } = made;
  const tag = ringTag({ ...made, id });
  if (messageId) await Push.queue(ctx, { userId, tag, about: { kind: "message", messageId } });
  else if (noticeId) await Push.queue(ctx, { userId, tag, about: { kind: "notice", noticeId } });
  return id;
}

/** The ring of a message for a person, where there is one and for as long as it is kept. */
export async function ofMessage(
  ctx: DbCtx,
  userId: Id<"users">,
  messageId: Id<"messages">,
): Promise<Ring | null> {
  return await ctx.db
    .query("rings")
    .withIndex("by_userId_and_messageId", (q) => q.eq("userId", userId).eq("messageId", messageId))
    .first();
}

/** Rings a person of a message, if that is what they want and nothing has done so before. */
export async function ringOf(ctx: MutationCtx, known: MessageFacts, userId: Id<"users">): Promise<void> {
  const { message } = known;
  const user = await ctx.db.get("users", userId);
  if (!user || user.deactivatedAt !== undefined) return;
  if (await ofMessage(ctx, userId, message._id)) return;
  if (await isToldByReply(ctx, message, userId)) return;
  const { rings, rule } = decideRing((await known.of(user)).facts);
  if (!rings) return;
  const { _id: messageId, channelId, threadId, authorId: actorId } = message;
  await ring(ctx, { userId, cause: rule as Cause, channelId, threadId, messageId, actorId });
}

/** A reply that was sent to the channel too is one event: whom it named, or who follows its thread, was rung of the reply. */
async function isToldByReply(
  ctx: DbCtx,
  { fromReplyId, fromThreadId, mentions }: Doc<"messages">,
  userId: Id<"users">,
): Promise<boolean> {
  if (fromReplyId === undefined || fromThreadId === undefined) return false;
  if (mentions.includes(userId) || (await listedRow(ctx, fromReplyId, "group", userId))) return true;
  return (await Follows.find(ctx, userId, fromThreadId))?.isFollowing === true;
}

const isThing = (kind: string): kind is ThingKind => (THINGS as readonly string[]).includes(kind);

/** Rings the person of a notice that tells of no message. */
export async function ringOfNotice(ctx: MutationCtx, noticeId: Id<"notices">): Promise<void> {
  const notice = await ctx.db.get("notices", noticeId);
  const user = notice && (await ctx.db.get("users", notice.userId));
  if (!notice || !user || user.deactivatedAt !== undefined || !isThing(notice.kind)) return;
  if (!(await mayStillRead(ctx, notice))) return;
  const isRead = notice.state !== "unread";
  const choices = await choicesOf(ctx, user, notice.channelId, Date.now());
  const { rings, rule } = decideThing(notice.kind, { ...choices, isRead });
  if (!rings) return;
  const { userId, channelId, actorId, reminderOf } = notice;
  const { taskId } = reminderOf ?? notice;
  await ring(ctx, { userId, cause: rule as Cause, channelId, taskId, noticeId, actorId });
}

async function mayStillRead(ctx: DbCtx, notice: Doc<"notices">): Promise<boolean> {
  const { userId, channelId, reminderOf, otherTaskId } = notice;
  if (otherTaskId && !(await Waiting.pairOf(ctx, notice))) return false;
  if (reminderOf && !(await isThere(ctx, reminderOf, userId))) return false;
  return channelId === undefined || (await canRead(ctx, channelId, userId));
}

/** Of what a ring tells whom: all that decides whether it is wanted. */
export type About = Pick<Ring, "userId" | "messageId" | "noticeId">;
type Looked = { isWaiting: boolean; isWanted: boolean };

/** Whether what a ring tells of waits to be seen by a person who may see it; and whether it would ring them now. */
async function look(ctx: DbCtx, { userId, messageId, noticeId }: About, at: number): Promise<Looked> {
  const none = { isWaiting: false, isWanted: false };
  const user = await ctx.db.get("users", userId);
  if (!user || user.deactivatedAt !== undefined) return none;
  const notice = noticeId && (await ctx.db.get("notices", noticeId));
  if (notice) {
    const isWaiting = notice.state === "unread" && (await mayStillRead(ctx, notice));
    if (!isWaiting || !isThing(notice.kind)) return none;
    const choices = await choicesOf(ctx, user, notice.channelId, at);
    return { isWaiting, isWanted: decideThing(notice.kind, { ...choices, isRead: false }).rings };
  }
  const message = messageId && (await ctx.db.get("messages", messageId));
  if (!message) return none;
  const { facts } = await new MessageFacts(ctx, message).of(user, at);
  const isWaiting = facts.mayRead && !facts.isDeleted && !facts.isRead;
  return { isWaiting, isWanted: isWaiting && decideRing(facts).rings };
}

/**
 * Whether a ring is still wanted at this moment: for who sends it some time after it was made. What was read, deleted or
 * done meanwhile is not, nor what its person may no longer read, nor what a level, mute, pause or hour of now keeps silent.
 */
export async function isDue(ctx: DbCtx, about: About): Promise<boolean> {
  return (await look(ctx, about, Date.now())).isWanted;
}

/** The newest rings of the caller that wait to be seen, newest first. What is read anywhere leaves it. */
export async function latest(ctx: UserQueryCtx): Promise<Infer<typeof ringView>[]> {
  const rows = await ctx.db
    .query("rings")
    .withIndex("by_userId_and_commitTs", (q) => q.eq("userId", ctx.user._id))
    .order("desc")
    .take(LIMITS.ringsShown);
  const views = await Promise.all(rows.map(async (row) => await toView(ctx, row)));
  return views.filter((view) => view !== null);
}

async function toView(ctx: UserQueryCtx, row: Ring): Promise<Infer<typeof ringView> | null> {
  if (!(await look(ctx, row, row.at)).isWaiting) return null;
  return await contentOf(ctx, row);
}

/** What is said of a ring, here and by who sends it elsewhere: its person may read it. */
export async function contentOf(ctx: DbCtx, row: Ring): Promise<Infer<typeof ringView>> {
  const { _id, cause, channelId, threadId, messageId, taskId, noticeId, actorId } = row;
  const notice = noticeId && (await ctx.db.get("notices", noticeId));
  const place = { ...(await remindedOf(ctx, notice)), ...(messageId && { messageId, threadId }) };
  const channel = channelId && (await ctx.db.get("channels", channelId));
  const message = place.messageId && (await ctx.db.get("messages", place.messageId));
  const task = taskId && (await ctx.db.get("tasks", taskId));
  const at = notice?.postedAt ?? message?.sentAt ?? row.at;
  const text = cutText(message?.text ?? task?.title ?? "", LIMITS.searchExcerpt);
  return { _id, cause, at, channelId, taskId, actorId, channelName: channel?.name, text, ...place };
}

/** The message that a reminder is of. */
async function remindedOf(ctx: DbCtx, notice: Doc<"notices"> | null | undefined) {
  const messageId = notice?.reminderOf?.messageId;
  const message = messageId && (await ctx.db.get("messages", messageId));
  return message ? { messageId: message._id, threadId: message.threadId } : {};
}
