/**
 * The open tasks of one person: their own and those that they help with, those that they watch, or those that they have made.
 * Those with a date come first, the most pressing of them first. What is to be shown later is in none of them.
 */
import type { IndexRange, PaginationOptions, PaginationResult } from "convex/server";
import { getDocumentSize } from "convex/values";
import { fail } from "../errors";
import type { Doc } from "../../_generated/dataModel";
import { canRead, type UserQueryCtx } from "../access";
import { MIB } from "../batches";
import { boundedPage } from "../pages";
import * as Deferrals from "./deferrals";

type Task = Doc<"tasks">;
/** Where a page ended: the due date, null among those without one, and the `_creationTime`. */
type Place = { dueDate: number | null; createdAt: number };

const FROM_START: Place = { dueDate: -1, createdAt: 0 };
/** Most tasks looked at for a page: those of channels the person has left are passed over. */
const SCANNED = 1_000;
const SCANNED_BYTES = 4 * MIB;

export const MINE = ["assigned", "watched", "created"] as const;
export type Mine = (typeof MINE)[number];

/** @param today  of the caller, in the form of `dueDate`: what is deferred beyond it stays out */
export async function mine(
  ctx: UserQueryCtx,
  { which = "assigned", today }: { which?: Mine | undefined; today?: number | undefined },
  opts: PaginationOptions,
): Promise<PaginationResult<Task>> {
  const { numItems, cursor } = boundedPage(opts);
  const deferred = today === undefined ? new Set() : await Deferrals.beyond(ctx, today);
  const mayRead = new Map<string, Promise<boolean>>();
  const isReadable = async ({ channelId }: Task) => {
    if (channelId === undefined) return true;
    const answer = mayRead.get(channelId) ?? canRead(ctx, channelId, ctx.user._id);
    mayRead.set(channelId, answer);
    return await answer;
  };
  const page: Task[] = [];
  let [scanned, bytes] = [0, 0];
  let continueCursor = cursor ?? "";
  for await (const { dueDate, madeAt, task: get } of openTasks(ctx, which, placeOf(cursor))) {
    if (page.length === numItems || scanned === SCANNED || bytes >= SCANNED_BYTES)
      return { page, isDone: false, continueCursor };
    const task = await get();
    scanned += 1;
    continueCursor = JSON.stringify([dueDate ?? null, madeAt]);
    if (task === null || deferred.has(task._id)) continue;
    bytes += getDocumentSize(task);
    if (await isReadable(task)) page.push(task);
  }
  return { page, isDone: true, continueCursor };
}

/** @throws CURSOR_INVALID */
function placeOf(cursor: string | null): Place {
  if (cursor === null) return FROM_START;
  let read: unknown;
  try {
    read = JSON.parse(cursor);
  } catch {
    throw fail("CURSOR_INVALID");
  }
  const [dueDate, createdAt] = Array.isArray(read) ? (read as unknown[]) : [];
  const isPlace = (dueDate === null || Number.isFinite(dueDate)) && Number.isFinite(createdAt);
  if (!isPlace) throw fail("CURSOR_INVALID");
  return { dueDate: dueDate as number | null, createdAt: createdAt as number };
}

/** A task in its place in the list. */
type Listed = { dueDate: number | undefined; madeAt: number; task: () => Promise<Task | null> };

const isBefore = (a: Listed, b: Listed): boolean =>
  (a.dueDate ?? Infinity) === (b.dueDate ?? Infinity)
    ? a.madeAt < b.madeAt
    : (a.dueDate ?? Infinity) < (b.dueDate ?? Infinity);

const SOURCES: Record<Mine, (ctx: UserQueryCtx, place: Place) => AsyncGenerator<Listed>[]> = {
  assigned: (ctx, place) => [tasksOf(ctx, "assigneeId", place), rowsOf(ctx, "taskHelpers", place)],
  watched: (ctx, place) => [rowsOf(ctx, "taskWatchers", place)],
  created: (ctx, place) => [tasksOf(ctx, "createdBy", place)],
};

/** What there is of it, merged. */
async function* openTasks(ctx: UserQueryCtx, which: Mine, place: Place): AsyncGenerator<Listed> {
  const sources = SOURCES[which](ctx, place);
  const heads = await Promise.all(sources.map(async (source) => await source.next()));
  while (true) {
    const at = heads.reduce(
      (first, head, i) =>
        !head.done && (first === -1 || isBefore(head.value, heads[first]!.value as Listed)) ? i : first,
      -1,
    );
    const head = heads[at];
    if (!head || head.done) return;
    yield head.value;
    heads[at] = await sources[at]!.next();
  }
}

/** Of the tasks that are due on a day, or never, those made after a moment; or all that are due later than a day. */
type Bound = { due: number | undefined; after: number } | { beyond: number };

/** In the order of the list, from a place on. */
const boundsFrom = ({ dueDate, createdAt }: Place): Bound[] => [
  ...(dueDate === null ? [] : [{ due: dueDate, after: createdAt }, { beyond: dueDate }]),
  { due: undefined, after: dueDate === null ? createdAt : 0 },
];

/** The end of an index by due days and ages. */
type ByDue<Age extends string> = {
  eq: (field: "dueDate", due: number | undefined) => { gt: (field: Age, after: number) => IndexRange };
  gt: (field: "dueDate", due: number) => IndexRange;
};

const within = <Age extends string>(index: ByDue<Age>, age: Age, bound: Bound): IndexRange =>
  "beyond" in bound ? index.gt("dueDate", bound.beyond) : index.eq("dueDate", bound.due).gt(age, bound.after);

async function* tasksOf(
  ctx: UserQueryCtx,
  field: "assigneeId" | "createdBy",
  place: Place,
): AsyncGenerator<Listed> {
  const { _id } = ctx.user;
  const tasks = () => ctx.db.query("tasks");
  for (const bound of boundsFrom(place)) {
    const range =
      field === "createdBy"
        ? tasks().withIndex("by_createdBy_and_deletedAt_and_completedAt_and_dueDate", (q) => {
            const open = q.eq("createdBy", _id).eq("deletedAt", undefined).eq("completedAt", undefined);
            return within(open, "_creationTime", bound);
          })
        : tasks().withIndex("by_assigneeId_and_deletedAt_and_completedAt_and_dueDate", (q) => {
            const open = q.eq("assigneeId", _id).eq("deletedAt", undefined).eq("completedAt", undefined);
            return within(open, "_creationTime", bound);
          });
    for await (const task of range)
      yield {
        dueDate: task.dueDate,
        madeAt: task._creationTime,
        task: async () => await Promise.resolve(task),
      };
  }
}

/** Tasks that a row of the person's own names. */
async function* rowsOf(
  ctx: UserQueryCtx,
  table: "taskHelpers" | "taskWatchers",
  place: Place,
): AsyncGenerator<Listed> {
  for (const bound of boundsFrom(place)) {
    const range = ctx.db
      .query(table)
      .withIndex("by_userId_and_isOpen_and_dueDate_and_madeAt", (q) =>
        within(q.eq("userId", ctx.user._id).eq("isOpen", true), "madeAt", bound),
      );
    for await (const { taskId, dueDate, madeAt = 0 } of range)
      yield { dueDate, madeAt, task: async () => await ctx.db.get("tasks", taskId) };
  }
}
