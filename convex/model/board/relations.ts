/**
 * What tasks are to each other, a row for each relation, and what follows from it when one of them changes.
 *
 *   T-12 is blocked by T-9    { taskId: T-12, kind: "blockedBy", otherId: T-9 }
 *   T-3 and T-5 are related   { taskId: T-3, kind: "relatesTo", otherId: T-5 }    the one with the lesser id first
 *
 *   T-9 done, deleted, given to somebody else ──same transaction──▶ its rows: who waits for whom, whether both are open
 *                                             ├──▶ T-12: how many open tasks it waits for
 *                                             └──▶ notices to the first who wait; to the rest in transactions that follow
 *
 * Rules   A card is the same for all its readers, so it counts only what each of them may read: open tasks of its own
 *         audience, or of the workspace. What only some of them may read is in the pane, which asks for each reader.
 */
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import type { RelationKind } from "../../shared/tasks";
import { hasRoomFor, KIB, type Need } from "../batches";
import * as BoardLines from "../chat/boardLines";
import type { DbCtx } from "../context";
import { changesBetween } from "../events/changes";
import type { ActorCtx } from "../events/events";
import * as Waiting from "../notices/waiting";
import { mark } from "./following";

type Task = Doc<"tasks">;
type Relation = Doc<"taskRelations">;

/** One relation, as its row names the two. */
export type Ends = Pick<Relation, "taskId" | "kind" | "otherId">;

/** As it is stored: that two are related is the same from both sides. */
export function endsOf(taskId: Id<"tasks">, kind: RelationKind, otherId: Id<"tasks">): Ends {
  const isTurned = kind === "relatesTo" && otherId < taskId;
  return isTurned ? { taskId: otherId, kind, otherId: taskId } : { taskId, kind, otherId };
}

export async function find(ctx: DbCtx, { taskId, kind, otherId }: Ends): Promise<Relation | null> {
  return await ctx.db
    .query("taskRelations")
    .withIndex("by_taskId_and_kind_and_otherId", (q) =>
      q.eq("taskId", taskId).eq("kind", kind).eq("otherId", otherId),
    )
    .unique();
}

/** All relations of a task: those in which it stands first, and those in which it stands second. */
export async function rowsOf(
  ctx: DbCtx,
  taskId: Id<"tasks">,
): Promise<{ first: Relation[]; second: Relation[] }> {
  const first = await ctx.db
    .query("taskRelations")
    .withIndex("by_taskId_and_kind_and_otherId", (q) => q.eq("taskId", taskId))
    .take(LIMITS.relationsPerTask);
  const second = await ctx.db
    .query("taskRelations")
    .withIndex("by_otherId_and_kind_and_taskId", (q) => q.eq("otherId", taskId))
    .take(LIMITS.relationsPerTask);
  return { first, second };
}

/** What tasks of one kind a task names: all of one range, so that who adds to it meanwhile is met. */
export async function namedBy(ctx: DbCtx, taskId: Id<"tasks">, kind: RelationKind): Promise<Id<"tasks">[]> {
  const rows = await ctx.db
    .query("taskRelations")
    .withIndex("by_taskId_and_kind_and_otherId", (q) => q.eq("taskId", taskId).eq("kind", kind))
    .take(LIMITS.relationsPerTask);
  return rows.map(({ otherId }) => otherId);
}

const isOpen = ({ status, deletedAt }: Task): boolean => status !== "done" && deletedAt === undefined;

/** Whether a card counts a task that it waits for. */
const isCounted = (blocker: Task, waiting: Task): boolean =>
  isOpen(blocker) && (blocker.audience === "workspace" || blocker.audience === waiting.audience);

/** What a row says of two tasks besides their ids. */
const stateOf = ({ kind }: Ends, task: Task, other: Task) =>
  kind === "blockedBy"
    ? {
        waiterId: Waiting.ownerOf(task),
        awaitedId: Waiting.ownerOf(other),
        isOpen: isOpen(task) && isOpen(other),
      }
    : { isOpen: false };

/** Writes a relation, and what the card says of it. From then on both tasks are known to have some. */
export async function insert(ctx: ActorCtx, ends: Ends, task: Task, other: Task): Promise<void> {
  await ctx.db.insert("taskRelations", { ...ends, ...stateOf(ends, task, other) });
  const isWaiting = ends.kind === "blockedBy" && isCounted(other, task);
  await mark(ctx, task, { hasRelations: true, ...(isWaiting && counted(task, 1)) });
  await mark(ctx, other, { hasRelations: true });
}

export async function remove(ctx: ActorCtx, row: Relation, task: Task, other: Task): Promise<void> {
  await ctx.db.delete("taskRelations", row._id);
  if (row.kind === "blockedBy" && isCounted(other, task)) await mark(ctx, task, counted(task, -1));
}

type Marks = Partial<Pick<Task, "openBlockers" | "hasRelations">>;

/** So many more open tasks for which a task waits; none is no number. */
function counted({ openBlockers = 0 }: Task, by: number): Marks {
  return { openBlockers: openBlockers + by > 0 ? openBlockers + by : undefined };
}

/** Keeps the relations of a task true after it was changed. `taskRows.ts` alone calls this. */
export async function follow(ctx: ActorCtx, before: Task, after: Task): Promise<void> {
  if (after.hasRelations !== true) return;
  const hasOpened = isOpen(after) && !isOpen(before);
  const hasEnded = isOpen(before) && !isOpen(after);
  const hasOther = before.audience !== after.audience || Waiting.ownerOf(before) !== Waiting.ownerOf(after);
  if (!hasOpened && !hasEnded && !hasOther) return;
  const { first, second } = await rowsOf(ctx, after._id);
  await followAsWaiting(ctx, before, after, first);
  for (const row of second) {
    const waiting = row.kind === "blockedBy" && (await ctx.db.get("tasks", row.taskId));
    if (!waiting) continue;
    await renew(ctx, row, waiting, after);
    const by = Number(isCounted(after, waiting)) - Number(isCounted(before, waiting));
    await mark(ctx, waiting, counted(waiting, by));
  }
  if (hasOpened) await Waiting.endUnblocked(ctx, after._id);
  if (hasEnded && second.some(({ kind }) => kind === "blockedBy"))
    await tellWaiting(ctx, { taskId: after._id, actorId: ctx.user?._id });
}

/** What the task itself waits for: the card of another audience counts other ones. */
async function followAsWaiting(ctx: ActorCtx, before: Task, after: Task, first: Relation[]): Promise<void> {
  let by = 0;
  for (const row of first) {
    const blocker = row.kind === "blockedBy" && (await ctx.db.get("tasks", row.otherId));
    if (!blocker) continue;
    await renew(ctx, row, after, blocker);
    by += Number(isCounted(blocker, after)) - Number(isCounted(blocker, before));
  }
  await mark(ctx, after, counted(after, by));
}

async function renew(ctx: MutationCtx, row: Relation, task: Task, other: Task): Promise<void> {
  const state = stateOf(row, task, other);
  if (changesBetween(row, { ...row, ...state }).length > 0)
    await ctx.db.patch("taskRelations", row._id, state);
}

type Said = { of: Task; about: Task; actorId: Id<"users"> | undefined };

/** In the discussion of one task, where there is one, of another one that all who read it may read. */
export async function say(
  ctx: MutationCtx,
  kind: "waits" | "free",
  { of, about, actorId }: Said,
): Promise<void> {
  const isKnown = about.audience === "workspace" || about.audience === of.audience;
  const root = isKnown ? await BoardLines.rootOf(ctx, of) : null;
  if (!root) return;
  const place = { channelId: root.channelId, root, authorId: actorId ?? about.createdBy };
  const by = actorId ? [actorId] : [];
  await BoardLines.post(ctx, place, { kind, by, tasks: [{ numbers: [about.number] }] });
}

type Ended = { taskId: Id<"tasks">; actorId: Id<"users"> | undefined; after?: Id<"tasks"> | undefined };

/** What it takes to tell one person. */
const NEED: Need = {
  databaseQueries: 30,
  documentsRead: 40,
  bytesRead: 100 * KIB,
  documentsWritten: 10,
  functionsScheduled: 4,
};

/** Tells those who wait for a task that it is done or deleted, some in each transaction. One that is open again tells nothing. */
export async function tellWaiting(ctx: MutationCtx, { taskId, actorId, after }: Ended): Promise<void> {
  const other = await ctx.db.get("tasks", taskId);
  if (!other || isOpen(other)) return;
  const rows = await ctx.db
    .query("taskRelations")
    .withIndex("by_otherId_and_kind_and_taskId", (q) => {
      const ofKind = q.eq("otherId", taskId).eq("kind", "blockedBy");
      return after === undefined ? ofKind : ofKind.gt("taskId", after);
    })
    .take(LIMITS.waitingTold + 1);
  let last = after;
  for (const [i, row] of rows.entries()) {
    // Several tasks may end in one transaction.
    if (i === LIMITS.waitingTold || !(await hasRoomFor(ctx, NEED))) {
      const rest = { taskId, ...(actorId && { actorId }), ...(last && { after: last }) };
      await ctx.scheduler.runAfter(0, internal.scheduled.relations.tellWaiting, rest);
      return;
    }
    const task = await ctx.db.get("tasks", row.taskId);
    if (task && isOpen(task)) {
      await Waiting.tell(ctx, { kind: "unblocked", task, other, actorId });
      if (other.status === "done") await say(ctx, "free", { of: task, about: other, actorId });
    }
    last = row.taskId;
  }
}
