/**
 * Reminders of a task that go by its due time: so many minutes before it. They move with it, and are gone once the task is done
 * or deleted, or has no time any more. What they tell, and when, is the work of model/later/reminders.ts.
 */
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { MINUTE_MS } from "../../shared/time";
import type { DbCtx } from "../context";

type Task = Pick<Doc<"tasks">, "_id" | "dueAt" | "status" | "deletedAt">;
type Row = Doc<"reminders">;

/** Of one task, in one transaction: who wants to be told of it by its time. */
const MOST = 100;

/** Those of a task that wait for their time. */
export async function rowsOf(ctx: DbCtx, taskId: Id<"tasks">): Promise<Row[]> {
  const rows = ctx.db
    .query("reminders")
    .withIndex("by_taskId_and_before", (q) => q.eq("taskId", taskId).gte("before", 0));
  return await rows.take(MOST);
}

export async function rowOf(ctx: DbCtx, taskId: Id<"tasks">, userId: Id<"users">): Promise<Row | null> {
  return (await rowsOf(ctx, taskId)).find((row) => row.userId === userId) ?? null;
}

/** When to tell; undefined for a task that is not to be told of by its time, or whose moment has passed. */
export function momentOf(
  { dueAt, status, deletedAt }: Omit<Task, "_id">,
  before: number,
): number | undefined {
  if (dueAt === undefined || status === "done" || deletedAt !== undefined) return undefined;
  const at = dueAt - before * MINUTE_MS;
  return at > Date.now() ? at : undefined;
}

export async function plan(ctx: MutationCtx, id: Id<"reminders">, at: number): Promise<void> {
  await ctx.scheduler.runAt(at, internal.scheduled.later.remind, { id });
}

/** A task has changed. */
export async function follow(ctx: MutationCtx, before: Task, after: Task): Promise<void> {
  const isSame = (["dueAt", "status", "deletedAt"] as const).every((field) => before[field] === after[field]);
  if (before.dueAt === undefined || isSame) return;
  for (const row of await rowsOf(ctx, after._id)) {
    const at = momentOf(after, row.before ?? 0);
    if (at === undefined) await ctx.db.delete("reminders", row._id);
    else if (at !== row.at) {
      await ctx.db.patch("reminders", row._id, { at, rounds: undefined });
      await plan(ctx, row._id, at);
    }
  }
}
