/**
 * The next task of a series, with all that the former says and is made of: its open boxes, its parts, its files, who watches it
 * and who is to be told of its time. What was done to the former, its discussion and its relations stay with it.
 *
 * Rules   One transaction. Whoever has left, or may not read it any more, has no part in it. Of its parts those come along that
 *         all its readers may read, in channels that are not archived; of more than `LIMITS.duplicated` the history says how
 *         many were left, and so of more files than one task may have: those of the whole come first.
 */
import { omit } from "convex-helpers";
import { ConvexError } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { withOpenChecks } from "../../shared/markdown/openChecks";
import { taskLabel } from "../../shared/tasks";
import { DAY_MS } from "../../shared/time";
import { textOf } from "../board/descriptions";
import * as BoardDueReminders from "../board/dueReminders";
import { rankAtEnd } from "../board/ranks";
import { isShownTo } from "../board/subtasks";
import * as TaskRows from "../board/taskRows";
import * as Categorisations from "../categories/categorisations";
import type { DbCtx } from "../context";
import { nextNumber } from "../counters";
import type { ActorCtx } from "../events/events";
import * as Files from "../files/files";
import * as Watchers from "../notices/watchers";
import { copyTree, havers, treeOf, type AsPart } from "../parts/copies";
import { sameClock } from "../settings/zones";
import { withWishes } from "./series";

type Task = Doc<"tasks">;
type Row = Doc<"taskRecurrences">;
/** `day` is that of the next task; `repeats` its rule, which the last one of a series has not. */
type Next = { row: Row; task: Task; day: number; repeats: string | undefined };

export async function make(ctx: ActorCtx, next: Next): Promise<Id<"tasks">> {
  const { row, task } = next;
  const { tree, left } = await treeOf(ctx, task, async (part) => {
    const channel = part.channelId && (await ctx.db.get("channels", part.channelId));
    return isShownTo(part, task) && channel?.archivedAt === undefined;
  });
  const mayHave = havers(ctx);
  const files = await filesOf(ctx, tree.keys());
  const numbers = new Map<Task, number>();
  const names = new Map<string, string>();
  for (const one of tree.keys()) {
    const number = await nextNumber(ctx, "tasks");
    numbers.set(one, number);
    names.set(taskLabel(one), taskLabel({ number }));
  }
  const copies = await copyTree(tree, async (one, part) => {
    const number = numbers.get(one)!;
    const { category, categorySource } = one;
    const own = part ? { ...part, category, categorySource } : { dueDate: next.day, repeats: next.repeats };
    return await copy(ctx, one, {
      next,
      mayHave,
      names,
      files: files.of.get(one) ?? [],
      fields: { ...own, number },
    });
  });
  const taskId = copies.get(task._id)!;
  // Parts keep their categories: to decide on all of them would read too much.
  await Categorisations.categorise(ctx, taskId, task.createdBy);
  await remind(ctx, taskId, { reminders: await remindersOf(ctx, task._id, row), mayHave });
  if (left > 0) await tellOfLeft(ctx, taskId, { field: "partsLeft", after: left });
  if (files.left > 0) await tellOfLeft(ctx, taskId, { field: "filesLeft", after: files.left });
  return taskId;
}

type Copying = {
  next: Next;
  mayHave: ReturnType<typeof havers>;
  names: ReadonlyMap<string, string>;
  files: readonly Doc<"files">[];
  fields: AsPart &
    Partial<Pick<Task, "category" | "categorySource" | "dueDate" | "repeats">> & { number: number };
};

/** The same task on other days, open. */
async function copy(
  ctx: ActorCtx,
  task: Task,
  { next: { row, day }, mayHave, names, files, fields }: Copying,
): Promise<Id<"tasks">> {
  const { title, tags, estimate, priority, channelId, createdBy, helperIds = [] } = task;
  const later = day - row.day;
  const moved = (date: number | undefined) => (date === undefined ? undefined : date + later);
  const dueDate = fields.dueDate ?? moved(task.dueDate);
  const isTimed = task.dueAt !== undefined && dueDate !== undefined;
  const isOwned = task.assigneeId !== undefined && (await mayHave(task, task.assigneeId));
  const taskId = await insert(ctx, {
    title,
    description: withOpenChecks(await textOf(ctx, task._id), names),
    tags,
    estimate,
    priority,
    channelId,
    createdBy,
    assigneeId: isOwned ? task.assigneeId : undefined,
    ...(files.length > 0 && { fileCount: files.length }),
    startDate: moved(task.startDate),
    ...fields,
    dueDate,
    ...(isTimed && { dueAt: sameClock(task.dueAt!, Math.floor(dueDate / DAY_MS) * DAY_MS, row.timeZone) }),
    status: "todo",
    rank: rankAtEnd(ctx, fields.number),
  });
  const helpers: Id<"users">[] = [];
  for (const userId of helperIds) if (await mayHave(task, userId)) helpers.push(userId);
  const coverId = await share(ctx, taskId, { task, files });
  const made = await ctx.db.get("tasks", taskId);
  const more = { ...(helpers.length > 0 && { helperIds: helpers }), ...(coverId && { coverId }) };
  if (made && Object.keys(more).length > 0) await TaskRows.patch(ctx, made, more);
  await watch(ctx, taskId, { task, mayHave });
  return taskId;
}

/** The files of tasks, as many as one may have in all, and how many more there are. */
async function filesOf(ctx: DbCtx, tasks: Iterable<Task>) {
  const of = new Map<Task, Doc<"files">[]>();
  let [room, left]: [number, number] = [LIMITS.filesPerTask, 0];
  for (const task of tasks) {
    if (task.fileCount === undefined) continue;
    const files = room > 0 ? (await Files.ofTask(ctx, task._id)).slice(0, room) : [];
    of.set(task, files);
    room -= files.length;
    left += task.fileCount - files.length;
  }
  return { of, left };
}

/** Gives a task the files of another one. Answers what is its cover then. */
async function share(
  ctx: ActorCtx,
  taskId: Id<"tasks">,
  { task, files }: { task: Task; files: readonly Doc<"files">[] },
): Promise<Id<"files"> | undefined> {
  let coverId: Id<"files"> | undefined;
  for (const file of files) {
    const fileId = await Files.share(ctx, file, { taskId, channelId: task.channelId });
    if (file._id === task.coverId) coverId = fileId;
  }
  return coverId;
}

/** Who watches the former watches the next one too, as long as there is room. */
async function watch(
  ctx: ActorCtx,
  taskId: Id<"tasks">,
  { task, mayHave }: { task: Task; mayHave: Copying["mayHave"] },
): Promise<void> {
  const made = (await ctx.db.get("tasks", taskId))!;
  const known = new Set(await Watchers.all(ctx, taskId));
  for (const userId of await Watchers.all(ctx, task._id)) {
    if (known.has(userId) || known.size >= LIMITS.watchersPerTask || !(await mayHave(task, userId))) continue;
    known.add(userId);
    await ctx.db.insert("taskWatchers", { taskId, userId, ...Watchers.listedAs(made) });
  }
}

/** A column that is full for people takes what comes by itself; nothing is set off by that. */
async function insert(ctx: ActorCtx, fields: Parameters<typeof TaskRows.insert>[1]): Promise<Id<"tasks">> {
  try {
    return await TaskRows.insert({ ...ctx, chain: "cut" }, fields);
  } catch (error) {
    const code = error instanceof ConvexError ? (error.data as { code?: string }).code : undefined;
    if (code !== "COLUMN_FULL") throw error;
    return await TaskRows.insert(omit(ctx, ["user"]), fields);
  }
}

type Left = { field: "partsLeft" | "filesLeft"; after: number };
async function tellOfLeft(ctx: ActorCtx, taskId: Id<"tasks">, left: Left): Promise<void> {
  const made = await ctx.db.get("tasks", taskId);
  if (made) await TaskRows.patch(ctx, made, {}, "changed", [left]);
}

/** Who wants to be told of the tasks of a series: what was wished of one of them that has told already stays wished. */
export async function remindersOf(ctx: DbCtx, taskId: Id<"tasks">, row: Row | null) {
  const waiting = await BoardDueReminders.rowsOf(ctx, taskId);
  return withWishes(
    row?.reminders,
    waiting.map(({ userId, before = 0 }) => ({ userId, before })),
  );
}

async function remind(
  ctx: ActorCtx,
  taskId: Id<"tasks">,
  { reminders, mayHave }: { reminders: NonNullable<Row["reminders"]>; mayHave: Copying["mayHave"] },
): Promise<void> {
  const task = await ctx.db.get("tasks", taskId);
  if (!task) return;
  for (const { userId, before } of reminders) {
    const at = BoardDueReminders.momentOf(task, before);
    if (at === undefined || !(await mayHave(task, userId))) continue;
    const id = await ctx.db.insert("reminders", { userId, taskId, at, before });
    await BoardDueReminders.plan(ctx, id, at);
  }
}
