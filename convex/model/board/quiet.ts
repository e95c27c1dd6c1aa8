/**
 * What boards do by themselves: cards to which nothing has happened for some days go where the rule of their column says,
 * and those of a column that is removed to the first one of its status.
 *
 *   every hour ──▶ boards with rules ──▶ each column: cards that came into it so long ago ──▶ quiet ones, one transaction each
 *
 * Rules  Nothing has happened to a card that has no event since, and about which nobody has written. A column that is full takes
 *        no more. A card that fails stays, and stops no other. Its history says why it went.
 */
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { columnKeyOf, TO_ARCHIVE, type BoardColumn } from "../../shared/board/columns";
import { DAY_MS } from "../../shared/time";
import { eachRow, KIB, type Need } from "../batches";
import type { DbCtx } from "../context";
import * as Boards from "./boards";
import { rankAtEnd } from "./ranks";
import * as TaskRows from "./taskRows";

type Task = Doc<"tasks">;
type Card = { taskId: Id<"tasks">; key: string };

/** What one card uses that is moved: its entries are written anew. */
const NEED: Need = {
  documentsRead: 80,
  databaseQueries: 80,
  bytesRead: 256 * KIB,
  documentsWritten: 40,
  bytesWritten: 256 * KIB,
};
const AT_ONCE = { rows: 100, bytes: 512 * KIB };
/** Each of them schedules as many functions as it has columns. */
const BOARDS_AT_ONCE = 30;

/** Moves the cards of a column that is being removed; the column goes with the last of them. */
export async function empty(
  ctx: MutationCtx,
  { channelId, key }: { channelId: Id<"channels">; key: string },
): Promise<void> {
  const board = await Boards.find(ctx, channelId);
  const column = board?.columns.find((one) => one.key === key && one.isEnding);
  if (!board || !column) return;
  const cards = await Boards.cardsIn(ctx, { channelId, status: column.status, column: key }, AT_ONCE.rows);
  let failed = 0;
  const isAll = await eachRow(ctx, cards, {
    need: () => NEED,
    step: async ({ _id: taskId }) => {
      await ctx.runMutation(internal.scheduled.boards.leaveColumn, { taskId, key });
    },
    failed: async () => {
      failed += 1;
      await Promise.resolve();
    },
  });
  // Cards that cannot be moved keep their column, which says so: it is to be removed again.
  if (failed > 0 && failed === cards.length) return;
  if (isAll && cards.length < AT_ONCE.rows && failed === 0) await Boards.end(ctx, board, key);
  else await ctx.scheduler.runAfter(0, internal.scheduled.boards.empty, { channelId, key });
}

export async function leaveColumn(ctx: MutationCtx, { taskId, key }: Card): Promise<void> {
  const task = await ctx.db.get("tasks", taskId);
  if (task?.column === key) await TaskRows.patch(ctx, task, { column: undefined });
}

/** Begins with each column that has a rule, of boards from an age on. */
export async function sweep(ctx: MutationCtx, after: number): Promise<void> {
  const boards = await ctx.db
    .query("boards")
    .withIndex("by_hasRules", (q) => q.eq("hasRules", true).gt("_creationTime", after))
    .take(BOARDS_AT_ONCE);
  for (const { channelId, columns } of boards) {
    for (const { key, rule } of columns)
      if (rule) await ctx.scheduler.runAfter(0, internal.scheduled.boards.column, { channelId, key });
  }
  const last = boards.at(-1);
  if (last && boards.length === BOARDS_AT_ONCE)
    await ctx.scheduler.runAfter(0, internal.scheduled.boards.sweep, { after: last._creationTime });
}

export const toTidy = {
  channelId: v.id("channels"),
  key: v.string(),
  /** Where the last transaction has ended. */
  cursor: v.optional(v.string()),
};
const toTidyValidator = v.object(toTidy);

/** Looks at the cards that have been in a column for as long as its rule says. */
export async function tidy(ctx: MutationCtx, wanted: Infer<typeof toTidyValidator>): Promise<void> {
  const { channelId, key } = wanted;
  const column = await ruled(ctx, channelId, key);
  const channel = await ctx.db.get("channels", channelId);
  // The tasks of an archived channel stay as they are.
  if (!column || !channel || channel.archivedAt !== undefined) return;
  const before = Date.now() - column.rule.days * DAY_MS;
  // A card that was made in its column has no movedAt, and comes before all others.
  const { page, isDone, continueCursor } = await ctx.db
    .query("tasks")
    .withIndex("by_channelId_and_away_and_status_and_movedAt", (q) =>
      q
        .eq("channelId", channelId)
        .eq("deletedAt", undefined)
        .eq("archivedAt", undefined)
        .eq("status", column.status)
        .lt("movedAt", before),
    )
    .paginate({ cursor: wanted.cursor ?? null, numItems: AT_ONCE.rows, maximumBytesRead: AT_ONCE.bytes });
  const cards = page.filter((task) => columnKeyOf(task) === key && task._creationTime < before);
  await eachRow(ctx, cards, {
    need: () => NEED,
    step: async ({ _id: taskId }) => {
      await ctx.runMutation(internal.scheduled.boards.tidyOne, { taskId, key });
    },
    failed: async () => await Promise.resolve(),
  });
  if (!isDone)
    await ctx.scheduler.runAfter(0, internal.scheduled.boards.column, {
      channelId,
      key,
      cursor: continueCursor,
    });
}

type Ruled = BoardColumn & { rule: NonNullable<BoardColumn["rule"]> };

async function ruled(ctx: DbCtx, channelId: Id<"channels">, key: string): Promise<Ruled | undefined> {
  const columns = await Boards.columnsOf(ctx, channelId);
  const column = columns.find((one) => one.key === key);
  return column?.rule && { ...column, rule: column.rule };
}

/** Moves one card, if nothing has happened to it. */
export async function tidyOne(ctx: MutationCtx, { taskId, key }: Card): Promise<void> {
  const task = await ctx.db.get("tasks", taskId);
  if (!task?.channelId || columnKeyOf(task) !== key) return;
  const column = await ruled(ctx, task.channelId, key);
  if (!column || (await lastTouched(ctx, task)) >= Date.now() - column.rule.days * DAY_MS) return;
  const told = [{ field: "quietDays", after: column.rule.days }];
  if (column.rule.to === TO_ARCHIVE) {
    await TaskRows.patch(ctx, task, { archivedAt: Date.now() }, "archived", told);
    return;
  }
  const columns = await Boards.columnsOf(ctx, task.channelId);
  const target = columns.find((one) => one.key === column.rule.to);
  if (!target || target.isEnding || !(await Boards.hasRoom(ctx, task.channelId, target))) return;
  const isSame = target.status === task.status;
  const fields = {
    status: target.status,
    column: target.key === target.status ? undefined : target.key,
    rank: rankAtEnd(ctx, task.number),
    ...(!isSame && {
      movedAt: Date.now(),
      completedAt: target.status === "done" ? Date.now() : undefined,
      // What is done waits for nothing any more.
      ...(target.status === "done" && { blockedReason: undefined, blockedAt: undefined }),
    }),
  };
  await TaskRows.patch(ctx, task, fields, "moved", told);
}

/** When something last happened to a task, or was said about it. */
async function lastTouched(ctx: DbCtx, task: Task): Promise<number> {
  const event = await ctx.db
    .query("events")
    .withIndex("by_subject", (q) => q.eq("subject", task._id))
    .order("desc")
    .first();
  const thread = task.threadId && (await ctx.db.get("messages", task.threadId));
  const reply =
    thread &&
    (await ctx.db
      .query("messages")
      .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
        q.eq("channelId", thread.channelId).eq("threadId", thread._id),
      )
      .order("desc")
      .first());
  return Math.max(task._creationTime, event?._creationTime ?? 0, reply?._creationTime ?? 0);
}
