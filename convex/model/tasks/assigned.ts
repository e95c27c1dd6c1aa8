/** The open tasks of one person, their own and those that they help with: those with a date first, the most pressing of them first. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import { getDocumentSize } from "convex/values";
import { fail } from "../errors";
import type { Doc } from "../../_generated/dataModel";
import { canRead, type UserQueryCtx } from "../access";
import { MIB } from "../batches";
import { boundedPage } from "../pages";

type Task = Doc<"tasks">;
/** Where a page ended: the due date, null among those without one, and the `_creationTime`. */
type Place = { dueDate: number | null; createdAt: number };

const FROM_START: Place = { dueDate: -1, createdAt: 0 };
/** Most tasks looked at for a page: those of channels the person has left are passed over. */
const SCANNED = 1_000;
const SCANNED_BYTES = 4 * MIB;

export async function mine(ctx: UserQueryCtx, opts: PaginationOptions): Promise<PaginationResult<Task>> {
  const { numItems, cursor } = boundedPage(opts);
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
  for await (const { dueDate, madeAt, task: get } of openTasks(ctx, placeOf(cursor))) {
    if (page.length === numItems || scanned === SCANNED || bytes >= SCANNED_BYTES)
      return { page, isDone: false, continueCursor };
    const task = await get();
    scanned += 1;
    continueCursor = JSON.stringify([dueDate ?? null, madeAt]);
    if (task === null) continue;
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

/** What is the person's own and what they help with, merged. */
async function* openTasks(ctx: UserQueryCtx, place: Place): AsyncGenerator<Listed> {
  const [own, helped] = [ownTasks(ctx, place), helpedTasks(ctx, place)];
  let [one, other] = [await own.next(), await helped.next()];
  while (!one.done || !other.done) {
    if (!one.done && (other.done || isBefore(one.value, other.value))) {
      yield one.value;
      one = await own.next();
    } else if (!other.done) {
      yield other.value;
      other = await helped.next();
    }
  }
}

async function* ownTasks(ctx: UserQueryCtx, { dueDate, createdAt }: Place): AsyncGenerator<Listed> {
  const index = "by_assigneeId_and_deletedAt_and_completedAt_and_dueDate";
  const open = () => ctx.db.query("tasks");
  const ranges = [
    ...(dueDate === null
      ? []
      : [
          open().withIndex(index, (q) =>
            q
              .eq("assigneeId", ctx.user._id)
              .eq("deletedAt", undefined)
              .eq("completedAt", undefined)
              .eq("dueDate", dueDate)
              .gt("_creationTime", createdAt),
          ),
          open().withIndex(index, (q) =>
            q
              .eq("assigneeId", ctx.user._id)
              .eq("deletedAt", undefined)
              .eq("completedAt", undefined)
              .gt("dueDate", dueDate),
          ),
        ]),
    open().withIndex(index, (q) =>
      q
        .eq("assigneeId", ctx.user._id)
        .eq("deletedAt", undefined)
        .eq("completedAt", undefined)
        .eq("dueDate", undefined)
        .gt("_creationTime", dueDate === null ? createdAt : 0),
    ),
  ];
  for (const range of ranges)
    for await (const task of range)
      yield {
        dueDate: task.dueDate,
        madeAt: task._creationTime,
        task: async () => await Promise.resolve(task),
      };
}

async function* helpedTasks(ctx: UserQueryCtx, { dueDate, createdAt }: Place): AsyncGenerator<Listed> {
  const index = "by_userId_and_isOpen_and_dueDate_and_madeAt";
  const open = () => ctx.db.query("taskHelpers");
  const ranges = [
    ...(dueDate === null
      ? []
      : [
          open().withIndex(index, (q) =>
            q.eq("userId", ctx.user._id).eq("isOpen", true).eq("dueDate", dueDate).gt("madeAt", createdAt),
          ),
          open().withIndex(index, (q) =>
            q.eq("userId", ctx.user._id).eq("isOpen", true).gt("dueDate", dueDate),
          ),
        ]),
    open().withIndex(index, (q) =>
      q
        .eq("userId", ctx.user._id)
        .eq("isOpen", true)
        .eq("dueDate", undefined)
        .gt("madeAt", dueDate === null ? createdAt : 0),
    ),
  ];
  for (const range of ranges)
    for await (const { taskId, dueDate: due, madeAt } of range)
      yield { dueDate: due, madeAt, task: async () => await ctx.db.get("tasks", taskId) };
}
