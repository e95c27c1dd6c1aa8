/**
 * Who watches a task, and is told what its assignee is told.
 *
 * Rules  A row of one's own for each, at most `LIMITS.watchersPerTask`. Who made the task watches it, who wrote the messages it was
 *        made from, and whoever asks or is named. Nobody is told of their own changes, nor of a task that they may not read as it
 *        is now: who watches it then stays, for its return, and hears nothing.
 */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { TASK_CHANGES } from "../../shared/notices";
import { canReadTask } from "../access";
import type { DbCtx } from "../context";
import { changesOf, noteChanges, type Change } from "./assignments";

/** Told in the transaction of the change; the rest in those that follow. */
const AT_ONCE = 25;

export async function find(ctx: DbCtx, taskId: Id<"tasks">, userId: Id<"users">) {
  return await ctx.db
    .query("taskWatchers")
    .withIndex("by_taskId_and_userId", (q) => q.eq("taskId", taskId).eq("userId", userId))
    .unique();
}

/** All of them, those who may not read the task now included; who began first comes first. */
export async function all(ctx: DbCtx, taskId: Id<"tasks">): Promise<Id<"users">[]> {
  const rows = await ctx.db
    .query("taskWatchers")
    .withIndex("by_taskId_and_userId", (q) => q.eq("taskId", taskId))
    .take(LIMITS.watchersPerTask);
  return rows.toSorted((a, b) => a._creationTime - b._creationTime).map(({ userId }) => userId);
}

/** Lets somebody watch. False where there is no room for one more. */
export async function add(ctx: MutationCtx, taskId: Id<"tasks">, userId: Id<"users">): Promise<boolean> {
  const known = await all(ctx, taskId);
  if (known.includes(userId)) return true;
  if (known.length >= LIMITS.watchersPerTask) return false;
  const task = (await ctx.db.get("tasks", taskId))!;
  await ctx.db.insert("taskWatchers", { taskId, userId, ...listedAs(task) });
  return true;
}

type Listed = Pick<Doc<"tasks">, "_creationTime" | "dueDate" | "completedAt" | "deletedAt">;

/** What the lists of people are sorted by, as rows beside a task keep it. */
export const listedAs = ({ _creationTime: madeAt, dueDate, completedAt, deletedAt }: Listed) => ({
  madeAt,
  dueDate,
  isOpen: completedAt === undefined && deletedAt === undefined,
});

/** Whether a change lets a task stand elsewhere in the lists of people, or in none. */
export function isListedAnew(before: Listed, after: Listed): boolean {
  const [was, is] = [listedAs(before), listedAs(after)];
  return was.dueDate !== is.dueDate || was.isOpen !== is.isOpen;
}

/** Keeps the rows true after a task was changed. */
export async function renew(
  ctx: MutationCtx,
  taskId: Id<"tasks">,
  { before, after }: { before: Listed; after: Listed },
): Promise<void> {
  if (!isListedAnew(before, after)) return;
  const rows = await ctx.db
    .query("taskWatchers")
    .withIndex("by_taskId_and_userId", (q) => q.eq("taskId", taskId))
    .take(LIMITS.watchersPerTask);
  for (const { _id } of rows) await ctx.db.patch("taskWatchers", _id, listedAs(after));
}

export async function remove(ctx: MutationCtx, taskId: Id<"tasks">, userId: Id<"users">): Promise<void> {
  const row = await find(ctx, taskId, userId);
  if (row) await ctx.db.delete("taskWatchers", row._id);
}

/** Tells them of a change, in its transaction as far as they are few. */
export async function tell(ctx: MutationCtx, taskId: Id<"tasks">, change: Change): Promise<void> {
  const changes = changesOf(change);
  if (changes.length > 0) await tellSome(ctx, change.after, { taskId, actorId: change.actorId, changes });
}

/** What is told, to those behind one of them. */
export const toTell = {
  taskId: v.id("tasks"),
  actorId: v.optional(v.id("users")),
  changes: v.array(literals(...TASK_CHANGES)),
  after: v.optional(v.id("users")),
};
const toTellValidator = v.object(toTell);
type Wanted = Infer<typeof toTellValidator>;

/** Goes on with those who were not told yet, of the task as it is by now. */
export async function goOn(ctx: MutationCtx, wanted: Wanted): Promise<void> {
  const task = await ctx.db.get("tasks", wanted.taskId);
  if (task) await tellSome(ctx, task, wanted);
}

type Task = Pick<Doc<"tasks">, "assigneeId" | "channelId" | "deletedAt">;

async function tellSome(ctx: MutationCtx, task: Task, wanted: Wanted): Promise<void> {
  const { taskId, actorId, changes, after } = wanted;
  const rows = await ctx.db
    .query("taskWatchers")
    .withIndex("by_taskId_and_userId", (q) => {
      const ofTask = q.eq("taskId", taskId);
      return after === undefined ? ofTask : ofTask.gt("userId", after);
    })
    .take(AT_ONCE);
  for (const { userId } of rows)
    // An assignee is told as such.
    if (userId !== task.assigneeId && (await canReadTask(ctx, task, userId)))
      await noteChanges(ctx, { taskId, userId, task, actorId, changes });
  const last = rows.at(-1);
  if (rows.length === AT_ONCE && last)
    await ctx.scheduler.runAfter(0, internal.scheduled.notices.tellWatchers, {
      ...wanted,
      after: last.userId,
    });
}
