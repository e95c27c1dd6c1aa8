/**
 * What people say that tasks are to each other.
 *
 * Rules   No task waits for itself, however many others are between, and none is a duplicate of itself. Whether a relation
 *         would close a circle is decided by a walk over what the other task names, through tasks that the caller may not
 *         read as well. The walk reads the range of every task on its way, and a relation is written into the range of the
 *         task that it begins with: of two that together would close a circle each has read the range into which the other
 *         writes, so that on Convex one of them is tried again and finds it. See decision 54.
 *         Who may not read both tasks sees nothing of the relation.
 */
import { literals } from "convex-helpers/validators";
import type { PaginationOptions, PaginationResult } from "convex/server";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import {
  OTHER_WAY,
  RELATION_WAYS,
  TASK_STATUSES,
  type RelationKind,
  type RelationWay,
} from "../../shared/tasks";
import { canReadTask, type UserMutationCtx, type UserQueryCtx } from "../access";
import * as Relations from "../board/relations";
import { fail } from "../errors";
import * as Events from "../events/events";
import * as Waiting from "../notices/waiting";
import { boundedPage } from "../pages";

type Task = Doc<"tasks">;
type TaskId = Id<"tasks">;
type Row = Doc<"taskRelations">;

/** A task in one line. */
export const briefView = v.object({
  _id: v.id("tasks"),
  number: v.number(),
  title: v.string(),
  status: literals(...TASK_STATUSES),
  assigneeId: v.optional(v.id("users")),
});

export const relationView = v.object({
  way: literals(...RELATION_WAYS),
  /** When it was said. */
  since: v.number(),
  task: briefView,
});

/** One that waits for another: `task` is the reader's. */
export const waitView = v.object({ since: v.number(), task: briefView, other: briefView });

/** Whose tasks wait: others for one's own, or one's own for others. */
export const WAITING_SIDES = ["forMe", "forOthers"] as const;

export const brief = ({ _id, number, title, status, assigneeId }: Task): Infer<typeof briefView> => ({
  _id,
  number,
  title,
  status,
  assigneeId,
});

/**
 * Says what a task is to another one. The same again changes nothing.
 *
 * @throws RELATION_CYCLE | RELATION_TOO_FAR | TOO_MANY_RELATIONS
 */
export async function relate(
  ctx: UserMutationCtx,
  task: Task,
  kind: RelationKind,
  other: Task,
): Promise<void> {
  if (task._id === other._id) throw fail("RELATION_CYCLE");
  const ends = Relations.endsOf(task._id, kind, other._id);
  if (await Relations.find(ctx, ends)) return;
  await checkRoom(ctx, ends);
  if (kind !== "relatesTo") await checkCircle(ctx, ends);
  await Relations.insert(ctx, ends, task, other);
  await record(ctx, "after", task, kind, other);
  const told = { kind: "waiting" as const, task: other, other: task, actorId: ctx.user._id };
  if (kind !== "blockedBy" || task.status === "done" || other.status === "done") return;
  await Waiting.tell(ctx, told);
  await Relations.say(ctx, "waits", { of: other, about: task, actorId: ctx.user._id });
}

/** Takes that back. What is not said changes nothing. */
export async function unrelate(
  ctx: UserMutationCtx,
  task: Task,
  kind: RelationKind,
  other: Task,
): Promise<void> {
  const row = await Relations.find(ctx, Relations.endsOf(task._id, kind, other._id));
  if (!row) return;
  await Relations.remove(ctx, row, task, other);
  await record(ctx, "before", task, kind, other);
  if (kind === "blockedBy") await Waiting.endWaiting(ctx, { taskId: other._id, otherTaskId: task._id });
}

/** In the history of both, each by the id of the other: whoever reads it is asked then what they may read. */
async function record(
  ctx: UserMutationCtx,
  side: "before" | "after",
  task: Task,
  kind: RelationKind,
  other: Task,
): Promise<void> {
  const tell = async (subject: TaskId, field: RelationWay, id: TaskId) =>
    await Events.record(ctx, { noun: "task", verb: "changed", subject, changes: [{ field, [side]: id }] });
  await tell(task._id, kind, other._id);
  await tell(other._id, OTHER_WAY[kind], task._id);
}

/** @throws TOO_MANY_RELATIONS */
async function checkRoom(ctx: UserMutationCtx, { taskId, otherId }: Relations.Ends): Promise<void> {
  const { first } = await Relations.rowsOf(ctx, taskId);
  const { second } = await Relations.rowsOf(ctx, otherId);
  if (Math.max(first.length, second.length) >= LIMITS.relationsPerTask) throw fail("TOO_MANY_RELATIONS");
}

/** Tasks whose ranges are read at once. */
const WALKED_AT_ONCE = 20;

/** @throws RELATION_CYCLE | RELATION_TOO_FAR */
async function checkCircle(ctx: UserMutationCtx, { taskId, kind, otherId }: Relations.Ends): Promise<void> {
  const seen = new Set<TaskId>([otherId]);
  const left: TaskId[] = [otherId];
  let walked = 0;
  while (left.length > 0) {
    const some = left.splice(0, WALKED_AT_ONCE);
    const named = await Promise.all(some.map(async (id) => await Relations.namedBy(ctx, id, kind)));
    for (const id of named.flat()) {
      if (id === taskId) throw fail("RELATION_CYCLE");
      if (!seen.has(id)) left.push(id);
      seen.add(id);
    }
    walked += some.length + named.flat().length;
    if (walked > LIMITS.relationsWalked) throw fail("RELATION_TOO_FAR");
  }
}

/** Answers whether the caller may read a task that is there; what was asked before is remembered. */
export function readerOf(ctx: UserQueryCtx) {
  const known = new Map<string, Promise<boolean>>();
  return async (task: Task | null): Promise<boolean> => {
    if (!task || task.deletedAt !== undefined) return false;
    const place = task.channelId ?? "";
    const answer = known.get(place) ?? canReadTask(ctx, task, ctx.user._id);
    known.set(place, answer);
    return await answer;
  };
}

/** What a task is to others that the caller may read: way by way, what was said first comes first. */
export async function ofTask(ctx: UserQueryCtx, { _id }: Task): Promise<Infer<typeof relationView>[]> {
  const { first, second } = await Relations.rowsOf(ctx, _id);
  const ways = [
    ...first.map((row) => ({ row, way: row.kind as RelationWay, id: row.otherId })),
    ...second.map((row) => ({ row, way: OTHER_WAY[row.kind], id: row.taskId })),
  ];
  const mayRead = readerOf(ctx);
  const views = await Promise.all(
    ways.map(async ({ row, way, id }) => {
      const task = await ctx.db.get("tasks", id);
      return task && (await mayRead(task)) ? [{ way, since: row._creationTime, task: brief(task) }] : [];
    }),
  );
  const placeOf = ({ way }: { way: RelationWay }) => RELATION_WAYS.indexOf(way);
  return views.flat().sort((a, b) => placeOf(a) - placeOf(b) || a.since - b.since);
}

/**
 * A page of the open tasks that wait for the caller's, or for which the caller's wait; those that have waited longest come
 * first. What waits for a task of the same person is left out, and a page may come out shorter than asked for.
 */
export async function waiting(
  ctx: UserQueryCtx,
  side: (typeof WAITING_SIDES)[number],
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<Infer<typeof waitView>>> {
  const rows = ctx.db.query("taskRelations");
  const userId = ctx.user._id;
  const ofSide =
    side === "forMe"
      ? rows.withIndex("by_awaitedId_and_isOpen", (q) => q.eq("awaitedId", userId).eq("isOpen", true))
      : rows.withIndex("by_waiterId_and_isOpen", (q) => q.eq("waiterId", userId).eq("isOpen", true));
  const numItems = Math.min(paginationOpts.numItems, LIMITS.waitsShown);
  const result = await ofSide.paginate(boundedPage({ ...paginationOpts, numItems }));
  const mayRead = readerOf(ctx);
  const viewOf = async ({ taskId, otherId, waiterId, awaitedId, _creationTime: since }: Row) => {
    if (waiterId === awaitedId) return [];
    const [task, other] = [await ctx.db.get("tasks", taskId), await ctx.db.get("tasks", otherId)];
    if (!task || !other || !(await mayRead(task)) || !(await mayRead(other))) return [];
    const [own, theirs] = side === "forMe" ? [other, task] : [task, other];
    return [{ since, task: brief(own), other: brief(theirs) }];
  };
  const views = await Promise.all(result.page.map(viewOf));
  return { ...result, page: views.flat() };
}
