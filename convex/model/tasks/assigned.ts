/** The open tasks of one person: those with a date first, the most pressing of them first. */
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
  for await (const task of openTasks(ctx, placeOf(cursor))) {
    if (page.length === numItems || scanned === SCANNED || bytes >= SCANNED_BYTES)
      return { page, isDone: false, continueCursor };
    scanned += 1;
    bytes += getDocumentSize(task);
    continueCursor = JSON.stringify([task.dueDate ?? null, task._creationTime]);
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

async function* openTasks(ctx: UserQueryCtx, { dueDate, createdAt }: Place): AsyncGenerator<Task> {
  const open = ctx.db.query("tasks");
  const index = "by_assigneeId_and_deletedAt_and_completedAt_and_dueDate";
  if (dueDate !== null) {
    yield* open.withIndex(index, (q) =>
      q
        .eq("assigneeId", ctx.user._id)
        .eq("deletedAt", undefined)
        .eq("completedAt", undefined)
        .eq("dueDate", dueDate)
        .gt("_creationTime", createdAt),
    );
    yield* ctx.db
      .query("tasks")
      .withIndex(index, (q) =>
        q
          .eq("assigneeId", ctx.user._id)
          .eq("deletedAt", undefined)
          .eq("completedAt", undefined)
          .gt("dueDate", dueDate),
      );
  }
  yield* ctx.db.query("tasks").withIndex(index, (q) =>
    q
      .eq("assigneeId", ctx.user._id)
      .eq("deletedAt", undefined)
      .eq("completedAt", undefined)
      .eq("dueDate", undefined)
      .gt("_creationTime", dueDate === null ? createdAt : 0),
  );
}
