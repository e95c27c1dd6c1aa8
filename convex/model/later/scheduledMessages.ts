/**
 * Messages that are sent later.
 *
 *   schedule ──▶ waits ──at its time──▶ posted as its author, and gone, in one transaction
 *                  ▲                └──▶ refused: stays with the reason ──changed, sent now──▶ …
 *                  └── changed: an earlier call finds it not due, and leaves it
 *
 * Rules   Nobody but its author ever reads one. It is posted by the rule of `messages.create` with the rights that its author
 *         has at that moment, and at most once: the message and the end of the row are one transaction. What the scheduler has
 *         lost is found by a sweep.
 */
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { requireOpenChannel, type UserMutationCtx, type UserQueryCtx } from "../access";
import * as Messages from "../chat/messages";
import { checkPosting } from "../chat/rights";
import * as Threads from "../chat/threads";
import * as Drafts from "../drafts/drafts";
import { fail } from "../errors";
import * as Files from "../files/files";
import { codeOf, requireLater } from "./due";

type Row = Doc<"scheduledMessages">;
type RowId = Id<"scheduledMessages">;

export const scheduledView = v.object({
  _id: v.id("scheduledMessages"),
  channelId: v.id("channels"),
  threadId: v.optional(v.id("messages")),
  text: v.string(),
  sendAt: v.number(),
  files: v.array(Files.fileView),
  /** The code of the refusal, where it was due and not sent. */
  failure: v.optional(v.string()),
});

async function toView(ctx: UserQueryCtx, row: Row): Promise<Infer<typeof scheduledView>> {
  const { _id, channelId, threadId, text, sendAt, failure } = row;
  return { _id, channelId, threadId, text, sendAt, failure, files: await Files.heldBy(ctx, row) };
}

async function rowsOf(ctx: UserQueryCtx): Promise<Row[]> {
  return await ctx.db
    .query("scheduledMessages")
    .withIndex("by_authorId_and_failure_and_sendAt", (q) => q.eq("authorId", ctx.user._id))
    .take(LIMITS.scheduledPerPerson);
}

/** The caller's, those that were refused first, then in the order of their times. */
export async function list(ctx: UserQueryCtx): Promise<Infer<typeof scheduledView>[]> {
  const rows = await rowsOf(ctx);
  const refused = rows.filter(({ failure }) => failure !== undefined);
  const waiting = rows.filter(({ failure }) => failure === undefined);
  return await Promise.all([...refused, ...waiting].map(async (row) => await toView(ctx, row)));
}

/** How many of the caller's were refused. */
export async function countRefused(ctx: UserQueryCtx): Promise<number> {
  const rows = await ctx.db
    .query("scheduledMessages")
    .withIndex("by_authorId_and_failure_and_sendAt", (q) =>
      q.eq("authorId", ctx.user._id).gt("failure", undefined),
    )
    .take(LIMITS.scheduledPerPerson);
  return rows.length;
}

/** One of the caller's own. @throws NOT_FOUND */
export async function requireOwn(ctx: UserMutationCtx, id: RowId): Promise<Row> {
  const row = await ctx.db.get("scheduledMessages", id);
  if (row?.authorId !== ctx.user._id) throw fail("NOT_FOUND");
  return row;
}

type Draft = {
  channel: Doc<"channels">;
  text: string;
  sendAt: number;
  clientId?: string;
  threadId?: Id<"messages">;
  fileIds?: Id<"files">[];
};

/**
 * Keeps a message until its time. A repeated `clientId` is the one that waits already.
 *
 * @throws TEXT_EMPTY (without files) | TEXT_TOO_LONG | POSTING_LIMITED | DATE_INVALID | CLIENT_ID_INVALID | NOT_FOUND |
 *         THREAD_NESTED | TOO_MANY_FILES | TOO_MANY_WAITING
 */
export async function schedule(ctx: UserMutationCtx, draft: Draft): Promise<RowId> {
  const { channel, clientId, threadId, fileIds = [] } = draft;
  const [authorId, channelId] = [ctx.user._id, channel._id];
  const text = Messages.textOf(draft.text, fileIds);
  checkPosting(ctx.user, channel, threadId !== undefined);
  const sendAt = requireLater(draft.sendAt);
  const known = clientId !== undefined && (await findByClientId(ctx, clientId));
  if (known) return known._id;
  if ((await rowsOf(ctx)).length >= LIMITS.scheduledPerPerson) throw fail("TOO_MANY_WAITING");
  if (threadId) await Threads.requireRoot(ctx, channelId, threadId);
  const files = await Files.requireWaiting(ctx, fileIds);
  await Files.setHeld(ctx, files, true);
  const id = await ctx.db.insert("scheduledMessages", {
    authorId,
    channelId,
    threadId,
    text,
    sendAt,
    clientId,
    ...(files.length > 0 && { fileIds: files.map(({ _id }) => _id) }),
  });
  await Drafts.sent(ctx, { channelId, threadId }, text);
  await plan(ctx, id, sendAt);
  return id;
}

async function plan(ctx: MutationCtx, id: RowId, sendAt: number): Promise<void> {
  await ctx.scheduler.runAt(Math.max(sendAt, Date.now()), internal.scheduled.later.send, { id });
}

/** @throws CLIENT_ID_INVALID */
async function findByClientId(ctx: UserMutationCtx, clientId: string): Promise<Row | null> {
  if (clientId === "" || clientId.length > LIMITS.clientId) throw fail("CLIENT_ID_INVALID");
  return await ctx.db
    .query("scheduledMessages")
    .withIndex("by_authorId_and_clientId", (q) => q.eq("authorId", ctx.user._id).eq("clientId", clientId))
    .unique();
}

/**
 * Another text or another time. A new time is a new try, also of one that was refused.
 *
 * @throws TEXT_EMPTY | TEXT_TOO_LONG | DATE_INVALID | NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED
 */
export async function change(
  ctx: UserMutationCtx,
  row: Row,
  { text, sendAt }: { text?: string; sendAt?: number },
): Promise<void> {
  if (text !== undefined) {
    await ctx.db.patch("scheduledMessages", row._id, { text: Messages.textOf(text, row.fileIds) });
  }
  if (sendAt === undefined) return;
  await requireOpenChannel(ctx, row.channelId);
  const at = requireLater(sendAt);
  await ctx.db.patch("scheduledMessages", row._id, { sendAt: at, failure: undefined, rounds: undefined });
  await plan(ctx, row._id, at);
}

/** It is not sent. Its files are no message's again. */
export async function cancel(ctx: UserMutationCtx, row: Row): Promise<void> {
  await Files.setHeld(ctx, await Files.heldRows(ctx, row), false);
  await ctx.db.delete("scheduledMessages", row._id);
}

/**
 * Posts it, by the rights that its author has now, and removes it.
 *
 * @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED and what `Messages.post` refuses
 */
export async function post(ctx: UserMutationCtx, row: Row): Promise<Id<"messages">> {
  const { channelId, threadId, text, clientId = row._id, fileIds } = row;
  const channel = await requireOpenChannel(ctx, channelId);
  await cancel(ctx, row);
  const place = { channel, ...(threadId && { threadId }), ...(fileIds && { fileIds }) };
  return await Messages.post(ctx, { ...place, text, clientId });
}

/** Posts one whose time has come, as its author. @throws DEACTIVATED and what `post` refuses */
export async function postAsAuthor(ctx: MutationCtx, id: RowId): Promise<void> {
  const row = await ctx.db.get("scheduledMessages", id);
  const user = row && (await ctx.db.get("users", row.authorId));
  if (!row || !user) return;
  if (user.deactivatedAt !== undefined) throw fail("DEACTIVATED");
  await post({ ...ctx, user }, row);
}

/** Sends one, unless it is gone, refused or was put off. What refuses it undoes what was written, and is kept. */
export async function send(ctx: MutationCtx, id: RowId): Promise<void> {
  const row = await ctx.db.get("scheduledMessages", id);
  if (!row || row.failure !== undefined || row.sendAt > Date.now()) return;
  try {
    await ctx.runMutation(internal.scheduled.later.post, { id });
  } catch (error) {
    await ctx.db.patch("scheduledMessages", id, { failure: codeOf(error) });
  }
}
