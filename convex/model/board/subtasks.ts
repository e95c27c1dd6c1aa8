/**
 * Tasks that are parts of others, and what follows from it for both when one of them changes.
 *
 *   T-9 ◀──parentId── T-12   a task of its own, with its place among the parts of T-9
 *
 *   T-12 done, deleted, moved ──same transaction──▶ T-9: how many parts it has, and how many of them are done
 *   T-9 deleted, moved        ──same transaction──▶ T-12: whether its card says what it is a part of
 *
 * Rules   A card is the same for all its readers, so each of the two says of the other only what all its own readers may
 *         read: what has its audience, or that of the workspace. What some of them may read is in the pane, which asks
 *         for each reader. A part of a task that is deleted stands on its own until that comes back.
 */
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { hasRoomFor, MIB, type Need } from "../batches";
import type { DbCtx } from "../context";
import * as Events from "../events/events";
import type { ActorCtx } from "../events/events";
import { mark } from "./following";

type Task = Doc<"tasks">;
type TaskId = Id<"tasks">;
type Counts = { subtaskCount: number; subtasksDone: number };

/** Those that came back after others had taken their room are read as well. */
const READ = 2 * LIMITS.subtasksPerTask;

/** The parts of a task that are there, in their order. */
export async function partsOf(ctx: DbCtx, taskId: TaskId): Promise<Task[]> {
  return await ctx.db
    .query("tasks")
    .withIndex("by_parentId_and_away_and_subtaskRank", (q) =>
      q.eq("parentId", taskId).eq("deletedAt", undefined).eq("archivedAt", undefined),
    )
    .take(READ);
}

/** What is archived is no part of its parent meanwhile. */
const isThere = ({ deletedAt, archivedAt }: Task): boolean =>
  deletedAt === undefined && archivedAt === undefined;

/** Whether all readers of one task may read the other. */
export const isShownTo = ({ audience }: Task, other: Task): boolean =>
  audience === "workspace" || audience === other.audience;

/** What a part adds to the counts of its parent. */
function countsOf(part: Task | null, parent: Task): Counts {
  const isCounted = part?.parentId === parent._id && isThere(part) && isShownTo(part, parent);
  return { subtaskCount: Number(isCounted), subtasksDone: Number(isCounted && part.status === "done") };
}

/** Lists show cards that are away as well. Nobody renews those. */
const numberFor = (part: Task, parent: Task | null): number | undefined =>
  parent && parent.deletedAt === undefined && isThere(part) && isShownTo(parent, part)
    ? parent.number
    : undefined;

/** None is no number. */
const stored = ({ subtaskCount, subtasksDone }: Counts) => ({
  subtaskCount: subtaskCount > 0 ? subtaskCount : undefined,
  subtasksDone: subtasksDone > 0 ? subtasksDone : undefined,
});

/** Keeps a task and those around it true after it was changed; `before` is null for a new one. `taskRows.ts` alone calls this. */
export async function follow(ctx: ActorCtx, before: Task | null, after: Task): Promise<void> {
  const isMoved = before?.audience !== after.audience;
  const isTurned = before === null || isThere(before) !== isThere(after);
  const isOther = before?.parentId !== after.parentId;
  const isDone = (before?.status === "done") !== (after.status === "done");
  if (isMoved || isTurned || isOther || isDone) await followAsPart(ctx, before, after);
  const isGone = before?.deletedAt !== after.deletedAt;
  if (after.hasSubtasks === true && (isMoved || isGone)) await renewParts(ctx, after._id);
}

async function followAsPart(ctx: ActorCtx, before: Task | null, after: Task): Promise<void> {
  const isOther = before?.parentId !== after.parentId;
  const parents = new Set([before?.parentId, after.parentId]);
  for (const parentId of parents) {
    const parent = parentId && (await ctx.db.get("tasks", parentId));
    if (!parent) continue;
    if (isOther) await tell(ctx, parent._id, after);
    const [was, is] = [countsOf(before, parent), countsOf(after, parent)];
    const next = {
      subtaskCount: (parent.subtaskCount ?? 0) + is.subtaskCount - was.subtaskCount,
      subtasksDone: (parent.subtasksDone ?? 0) + is.subtasksDone - was.subtasksDone,
    };
    await mark(ctx, parent, { ...stored(next), hasSubtasks: true });
  }
  if (before?.parentId === undefined && after.parentId === undefined) return;
  const parent = after.parentId ? await ctx.db.get("tasks", after.parentId) : null;
  await mark(ctx, after, { parentNumber: numberFor(after, parent) });
}

/** In the history of a task: what became a part of it, or is none any more. */
async function tell(ctx: ActorCtx, taskId: TaskId, part: Task): Promise<void> {
  const side = part.parentId === taskId ? "after" : "before";
  const changes = [{ field: "subtask", [side]: part._id }];
  await Events.record(ctx, { noun: "task", verb: "changed", subject: taskId, changes });
}

/** What it takes to write to all parts of a task. */
const NEED: Need = {
  databaseQueries: 2 * READ + 10,
  documentsRead: READ + 10,
  bytesRead: MIB,
  documentsWritten: 2 * READ,
};

/** Counts the parts of a task anew, and lets each say whose part it is. Where many change at once it comes a moment later. */
export async function renewParts(ctx: ActorCtx, taskId: TaskId): Promise<void> {
  if (!(await hasRoomFor(ctx, NEED))) {
    await ctx.scheduler.runAfter(0, internal.scheduled.subtasks.renew, { taskId });
    return;
  }
  const parent = await ctx.db.get("tasks", taskId);
  if (!parent) return;
  const counts: Counts = { subtaskCount: 0, subtasksDone: 0 };
  for (const part of await partsOf(ctx, taskId)) {
    const own = countsOf(part, parent);
    counts.subtaskCount += own.subtaskCount;
    counts.subtasksDone += own.subtasksDone;
    await mark(ctx, part, { parentNumber: numberFor(part, parent) });
  }
  await mark(ctx, parent, stored(counts));
}
