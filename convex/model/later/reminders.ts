/**
 * Reminders: a person wants to be told of a message or a task, once, at a time.
 *
 *   create ──▶ waits ──at its time──▶ a notice, and gone, in one transaction
 *                               └──▶ what it is of was deleted, or may not be read any more: gone
 *
 * Rules   Nobody but its person ever sees one. It holds no word of what it is of: who may not read that sees nothing of it.
 *         A time that was changed leaves the earlier call, which finds it not due.
 */
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import {
  canRead,
  canReadTask,
  requireMessage,
  requireTask,
  type UserMutationCtx,
  type UserQueryCtx,
} from "../access";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import * as Notices from "../notices/notices";
import * as SetReminders from "../undo/setReminders";
import { requireLater } from "./due";

type Row = Doc<"reminders">;
type RowId = Id<"reminders">;

export const reminderView = v.object({
  _id: v.id("reminders"),
  messageId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  at: v.number(),
});

const toView = ({ _id, messageId, taskId, at }: Row): Infer<typeof reminderView> => ({
  _id,
  messageId,
  taskId,
  at,
});

async function rowsOf(ctx: UserQueryCtx): Promise<Row[]> {
  return await ctx.db
    .query("reminders")
    .withIndex("by_userId_and_at", (q) => q.eq("userId", ctx.user._id))
    .take(LIMITS.remindersPerPerson);
}

/** The caller's that wait, the next first. */
export const list = async (ctx: UserQueryCtx): Promise<Infer<typeof reminderView>[]> =>
  (await rowsOf(ctx)).map(toView);

type Thing = { messageId?: Id<"messages">; taskId?: Id<"tasks"> };

/** The same once more is the one that waits already. @throws ONE_THING | NOT_FOUND | DATE_INVALID | TOO_MANY_WAITING */
export async function create(
  ctx: UserMutationCtx & { chain?: unknown },
  { messageId, taskId }: Thing,
  wanted: number,
): Promise<RowId> {
  if ((messageId === undefined) === (taskId === undefined)) throw fail("ONE_THING");
  if (messageId) await requireMessage(ctx, messageId);
  if (taskId) await requireTask(ctx, taskId);
  const at = requireLater(wanted);
  const rows = await rowsOf(ctx);
  const known = rows.find((row) => row.at === at && row.messageId === messageId && row.taskId === taskId);
  if (known) return known._id;
  if (rows.length >= LIMITS.remindersPerPerson) throw fail("TOO_MANY_WAITING");
  const id = await ctx.db.insert("reminders", { userId: ctx.user._id, messageId, taskId, at });
  await plan(ctx, id, at);
  if (ctx.chain !== undefined && taskId)
    await SetReminders.noteSet(ctx, { taskId, userId: ctx.user._id, at });
  return id;
}

async function plan(ctx: MutationCtx, id: RowId, at: number): Promise<void> {
  await ctx.scheduler.runAt(Math.max(at, Date.now()), internal.scheduled.later.remind, { id });
}

/** One of the caller's own. @throws NOT_FOUND */
export async function requireOwn(ctx: UserMutationCtx, id: RowId): Promise<Row> {
  const row = await ctx.db.get("reminders", id);
  if (row?.userId !== ctx.user._id) throw fail("NOT_FOUND");
  return row;
}

/** @throws DATE_INVALID */
export async function change(ctx: UserMutationCtx, { _id }: Row, wanted: number): Promise<void> {
  const at = requireLater(wanted);
  // One that was put off goes by no due time any more.
  await ctx.db.patch("reminders", _id, { at, before: undefined, rounds: undefined });
  await plan(ctx, _id, at);
}

/** Where what it is of is, for who may read it now. */
async function placeOf(ctx: DbCtx, { userId, messageId, taskId }: Row) {
  const message = messageId && (await ctx.db.get("messages", messageId));
  if (message && message.deletedAt === undefined && (await canRead(ctx, message.channelId, userId)))
    return { channelId: message.channelId };
  const task = taskId && (await ctx.db.get("tasks", taskId));
  if (task && task.deletedAt === undefined && (await canReadTask(ctx, task, userId)))
    return { channelId: task.channelId };
  return null;
}

/** Tells of one whose time has come, unless it is gone or was put off. */
export async function remind(ctx: MutationCtx, id: RowId): Promise<void> {
  const row = await ctx.db.get("reminders", id);
  if (!row || row.at > Date.now()) return;
  const place = await placeOf(ctx, row);
  await ctx.db.delete("reminders", id);
  const { userId, messageId, taskId } = row;
  if (place) await Notices.remind(ctx, userId, { ...place, messageId, taskId });
}
