/**
 * The only writer of tasks and their descriptions, but for what follows of a task from others (`following.ts`): what it
 * changes is counted and told in the same transaction.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import { checkCounts } from "../../shared/markdown/checklist";
import type { EventVerb } from "../../shared/events";
import { changesBetween, type eventChange } from "../events/changes";
import type { Infer } from "convex/values";
import * as Entries from "../entries/entries";
import * as Events from "../events/events";
import type { ActorCtx } from "../events/events";
import * as Files from "../files/files";
import * as Assignments from "../notices/assignments";
import * as Watchers from "../notices/watchers";
import { recount, type Audience } from "./counts";
import * as Boards from "./boards";
import * as DueReminders from "./dueReminders";
import * as Descriptions from "./descriptions";
import * as Helpers from "./helpers";
import * as Moves from "./moves";
import * as Relations from "./relations";
import { lengthOf, startOf } from "./spans";
import * as Subtasks from "./subtasks";
import * as Triggers from "../triggers";
import type { MutationCtx } from "../../_generated/server";

type Task = Doc<"tasks">;
type Fields = Omit<Descriptions.FullTask, "_id" | "_creationTime" | "audience">;

/** What says where a task stands on its board. */
const PLACING = ["channelId", "status", "column", "archivedAt", "deletedAt"] as const;

/** Who may read what comes into a channel, or into none. A channel that only its members read is told that it has tasks. */
async function audienceIn(ctx: MutationCtx, channelId: Id<"channels"> | undefined): Promise<Audience> {
  const channel = channelId && (await ctx.db.get("channels", channelId));
  if (!channel || (await isForEverybody(ctx, channel))) return "workspace";
  if (channel.hasTasks !== true) await ctx.db.patch("channels", channel._id, { hasTasks: true });
  return channel._id;
}

/** A channel that becomes private keeps its new tasks for its members before it is. */
async function isForEverybody(ctx: MutationCtx, channel: Doc<"channels">): Promise<boolean> {
  if (channel.kind !== "public") return false;
  const conversion = await ctx.db
    .query("conversions")
    .withIndex("by_channelId", (q) => q.eq("channelId", channel._id))
    .unique();
  return conversion?.kind !== "private";
}

/** The same task for those who may read its channel now. */
export async function renewAudience(ctx: ActorCtx, task: Task): Promise<void> {
  const after = { ...task, audience: await audienceIn(ctx, task.channelId) };
  const changes = changesBetween(task, after);
  if (changes.length === 0) return;
  await ctx.db.patch("tasks", task._id, { audience: after.audience });
  await recount(ctx, task, after);
  await Entries.renewTask(ctx, task._id, await Descriptions.textOf(ctx, task._id));
  if (task.fileCount !== undefined) await Files.renewEntriesOfTask(ctx, task._id);
  await Events.record(ctx, { noun: "task", verb: "changed", subject: task._id, changes });
  await Relations.follow(ctx, task, after);
  await Subtasks.follow(ctx, task, after);
}

/** @throws COLUMN_GONE | COLUMN_FULL */
export async function insert(ctx: ActorCtx, { description, ...given }: Fields): Promise<Id<"tasks">> {
  const place = await Boards.placeOf(ctx, null, given);
  const follows = { ...lengthOf(given), ...startOf(null, given), ...checkCounts(description) };
  const fields = { ...given, ...place, ...follows };
  const task = { ...fields, audience: await audienceIn(ctx, fields.channelId) };
  const taskId = await ctx.db.insert("tasks", task);
  await Descriptions.write(ctx, taskId, description);
  await Entries.renewTask(ctx, taskId, description, true);
  await recount(ctx, null, task);
  await Assignments.renew(ctx, taskId, { before: null, after: task, actorId: ctx.user?._id });
  await Watchers.add(ctx, taskId, fields.createdBy);
  const changes = changesBetween(null, { ...task, description });
  await Events.record(ctx, { noun: "task", verb: "created", subject: taskId, changes });
  if (fields.parentId) await Subtasks.follow(ctx, null, (await ctx.db.get("tasks", taskId))!);
  await Triggers.cardChanged(ctx, taskId, null, task);
  return taskId;
}

/**
 * Changes a task, and with its place and its end those of its files. An event tells of it by `verb`, unless nothing is
 * different.
 *
 * @param told  what the event says besides
 * @throws COLUMN_GONE | COLUMN_FULL
 */
export async function patch(
  ctx: ActorCtx,
  task: Task,
  { description, ...fields }: Partial<Fields>,
  verb: EventVerb = "changed",
  told: readonly Infer<typeof eventChange>[] = [],
): Promise<void> {
  const isElsewhere = "channelId" in fields && fields.channelId !== task.channelId;
  const place = PLACING.some((field) => field in fields) ? await Boards.placeOf(ctx, task, fields) : {};
  const patched = {
    // What comes back says itself when it began.
    ...startOf(task, fields),
    ...fields,
    ...place,
    ...(description !== undefined && checkCounts(description)),
    ...lengthOf({ ...task, ...fields }),
    ...(isElsewhere && { audience: await audienceIn(ctx, fields.channelId) }),
  };
  const after = { ...task, ...patched };
  const changesInRow = changesBetween(task, after);
  const changes = [
    ...changesInRow,
    ...(description === undefined ? [] : await describe(ctx, task._id, description)),
    ...told,
  ];
  if (changes.length === 0) return;
  // Boards do not look at a task that was only described.
  if (changesInRow.length > 0) await ctx.db.patch("tasks", task._id, patched);
  if (changes.some(({ field }) => Entries.FOUND_BY.has(field) || field === "description"))
    await Entries.renewTask(ctx, task._id, await Descriptions.textOf(ctx, task._id));
  const isThere = after.deletedAt === undefined;
  if (task.fileCount !== undefined && (isElsewhere || isThere !== (task.deletedAt === undefined)))
    await Files.followTask(ctx, task._id, { channelId: after.channelId, isThere });
  await recount(ctx, task, after);
  await Helpers.renew(ctx, task._id, { before: task, after });
  await Watchers.renew(ctx, task._id, { before: task, after });
  await DueReminders.follow(ctx, task, after);
  const change = { before: task, after, actorId: ctx.user?._id };
  await Assignments.renew(ctx, task._id, change);
  await Watchers.tell(ctx, task._id, change);
  await Events.record(ctx, { noun: "task", verb, subject: task._id, changes });
  await Moves.note(ctx, task, after);
  await Relations.follow(ctx, task, after);
  await Subtasks.follow(ctx, task, after);
  await Triggers.cardChanged(ctx, task._id, task, after);
}

async function describe(ctx: MutationCtx, taskId: Id<"tasks">, description: string) {
  const former = await Descriptions.write(ctx, taskId, description);
  return changesBetween({ description: former }, { description });
}
