/**
 * What people are told of tasks that wait for each other: who has the other task that theirs is waited for, and who waits
 * that it is done. One row for each person and pair of tasks.
 *
 *   T-12 is blocked by T-9    "waiting"     to whoever has T-9      taskId T-9, otherTaskId T-12
 *   T-9 is done or deleted    "unblocked"   to whoever has T-12     taskId T-12, otherTaskId T-9
 *
 * Rules   Only who may read both tasks is told, when it is told and whenever it is read.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { canReadTask } from "../access";
import type { DbCtx } from "../context";
import * as Listeners from "./listeners";

type Task = Doc<"tasks">;
type Notice = Doc<"notices">;
type Kind = "waiting" | "unblocked";

/** Rows of two tasks, or of one that many wait for, that are looked at: a few for each relation. */
const LOOKED_AT = 500;

/** Whoever has a task: its assignee, or else who made it. */
export const ownerOf = ({ assigneeId, createdBy }: Pick<Task, "assigneeId" | "createdBy">): Id<"users"> =>
  assigneeId ?? createdBy;

/** Of a task of theirs and another one. */
type Told = { kind: Kind; task: Task; other: Task; actorId: Id<"users"> | undefined };

/** Tells whoever has a task, unless they did it themselves. What they were told of the two before goes. */
export async function tell(ctx: MutationCtx, { kind, task, other, actorId }: Told): Promise<void> {
  const userId = ownerOf(task);
  const user = userId === actorId ? null : await ctx.db.get("users", userId);
  if (!user || user.deactivatedAt !== undefined) return;
  if (!(await canReadTask(ctx, task, userId)) || !(await canReadTask(ctx, other, userId))) return;
  for (const row of await rowsOf(ctx, kind, task._id))
    if (row.userId === userId && row.otherTaskId === other._id) await ctx.db.delete("notices", row._id);
  const about = {
    userId,
    kind,
    taskId: task._id,
    otherTaskId: other._id,
    channelId: task.channelId,
    actorId,
  };
  const made = { postedAt: Date.now(), commitTs: ctx.db.vars.commitTs, state: "unread" as const };
  await Listeners.tell(ctx, { ...about, ...made });
}

async function rowsOf(ctx: DbCtx, kind: Kind, taskId: Id<"tasks">): Promise<Notice[]> {
  return await ctx.db
    .query("notices")
    .withIndex("by_taskId_and_kind_and_userId", (q) => q.eq("taskId", taskId).eq("kind", kind))
    .take(LOOKED_AT);
}

/** Nobody waits any more for a task of theirs with this one: who has not seen that it did need not. */
export async function endWaiting(
  ctx: MutationCtx,
  { taskId, otherTaskId }: { taskId: Id<"tasks">; otherTaskId: Id<"tasks"> },
): Promise<void> {
  for (const row of await rowsOf(ctx, "waiting", taskId))
    if (row.otherTaskId === otherTaskId) await withdraw(ctx, row);
}

/** A task is open again: who has not seen that it was done need not. */
export async function endUnblocked(ctx: MutationCtx, otherTaskId: Id<"tasks">): Promise<void> {
  const rows = await ctx.db
    .query("notices")
    .withIndex("by_otherTaskId_and_kind", (q) => q.eq("otherTaskId", otherTaskId).eq("kind", "unblocked"))
    .take(LOOKED_AT);
  for (const row of rows) await withdraw(ctx, row);
}

async function withdraw(ctx: MutationCtx, { _id, state }: Notice): Promise<void> {
  if (state === "unread") await ctx.db.patch("notices", _id, { state: "withdrawn" });
}

/** Marks seen what a person was told of a task of theirs: they have opened it. */
export async function saw(ctx: MutationCtx, taskId: Id<"tasks">, userId: Id<"users">): Promise<void> {
  for (const kind of ["waiting", "unblocked"] as const) {
    const rows = await ctx.db
      .query("notices")
      .withIndex("by_taskId_and_kind_and_userId", (q) =>
        q.eq("taskId", taskId).eq("kind", kind).eq("userId", userId),
      )
      .take(LOOKED_AT);
    for (const { _id, state } of rows)
      if (state === "unread") await ctx.db.patch("notices", _id, { state: "read" });
  }
}

export type Pair = { task: Task; other: Task };

/**
 * The two tasks of a notice; null where its person may not read both, where one is deleted that is to be done, and where
 * what was waited for is neither done nor deleted after all.
 */
export async function pairOf(
  ctx: DbCtx,
  { kind, taskId, otherTaskId, userId }: Notice,
  mayRead: (task: Task) => Promise<boolean> = async (task) => await canReadTask(ctx, task, userId),
): Promise<Pair | null> {
  const task = taskId && (await ctx.db.get("tasks", taskId));
  const other = otherTaskId && (await ctx.db.get("tasks", otherTaskId));
  if (!task || !other || task.deletedAt !== undefined) return null;
  const hasEnded = other.status === "done" || other.deletedAt !== undefined;
  if (kind === "waiting" ? other.deletedAt !== undefined : !hasEnded) return null;
  return (await mayRead(task)) && (await mayRead(other)) ? { task, other } : null;
}
