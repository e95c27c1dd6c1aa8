/**
 * Takes back what a person did last to tasks and messages, all of one action in one transaction; or does it again, which
 * takes back the taking back.
 *
 *   action ──events of one commit──▶ fields as they are now = as it left them? ──yes──▶ as they were before
 *                                                                              └─no──▶ UNDO_CHANGED, nothing happens
 *
 * Rules   Fields that it did not touch stay, whoever has changed them since. Nothing comes back that its person could not do
 *         now. What takes back is an event itself, and names the action: the next time the one before is meant. What the
 *         server decided by itself, such as a category, is no reason to refuse.
 */
import { literals } from "convex-helpers/validators";
import { ConvexError, v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { ErrorData } from "../../shared/errors";
import { DERIVED_TASK_FIELDS, EVENT_VERBS } from "../../shared/events";
import { LIMITS } from "../../shared/limits";
import { RELATION_KINDS, taskLabel } from "../../shared/tasks";
import {
  checkOpen,
  requireMessageRow,
  requireOpenChannel,
  requireOpenTask,
  requirePerson,
  requireTaskRow,
  type UserMutationCtx,
} from "../access";
import { MIB, takeWithin } from "../batches";
import { withDescription, type FullTask } from "../board/descriptions";
import { freeRank } from "../board/ranks";
import * as BoardRelations from "../board/relations";
import * as TaskRows from "../board/taskRows";
import * as Categorisations from "../categories/categorisations";
import * as Marks from "../chat/marks";
import * as Messages from "../chat/messages";
import * as Threads from "../chat/threads";
import { fail } from "../errors";
import { isSame } from "../events/changes";
import * as Covers from "../parts/covers";
import * as Helping from "../tasks/helping";
import * as Plan from "../tasks/plan";
import * as Relations from "../tasks/relations";
import * as Sources from "../tasks/sources";
import * as Subtasks from "../tasks/subtasks";
import * as Tasks from "../tasks/tasks";
import {
  isOfDiscussion,
  nextToDoAgain,
  nextToTakeBack,
  tsOf,
  WAYS,
  type Event,
  type Wanted,
} from "./actions";
import * as SetReminders from "./setReminders";

type Change = Event["changes"][number];
/** All that an action did to one field. */
type Net = Pick<Change, "before" | "after">;
type UndoCtx = UserMutationCtx & { undoes: bigint };

/** Events of one thing that are looked at for those of the action. */
const LOOKED_AT_OF_ONE = { rows: 100, bytes: 2 * MIB };

/** What follows of the rest, from other tasks as well: whoever writes a task keeps it true. */
const FOLLOWING: ReadonlySet<string> = new Set([
  "audience",
  "openBlockers",
  "hasRelations",
  "parentNumber",
  "subtaskCount",
  "subtasksDone",
  "hasSubtasks",
  "subtask",
  "partsLeft",
  "filesLeft",
  "nextDay",
  "isLong",
  "checkCount",
  "checksDone",
  "check",
]);
/** What a task tells of another one that has become its part: the other one is listened to. */
const isOfParts = ({ changes }: Event): boolean =>
  changes.length > 0 && changes.every(({ field }) => field === "subtask");
const BY_SERVER: ReadonlySet<string> = new Set(["category", "categorySource"]);

export const undoneView = v.object({
  noun: literals("task", "message"),
  verb: literals(...EVENT_VERBS),
  /** 42 of "T-42", of a task. */
  number: v.optional(v.number()),
  /** How many things the action was about. */
  count: v.number(),
});

/**
 * @param commitTs  of an action of the caller, in the place of the last one
 * @throws UNDO_NOTHING and what `reverse` throws
 */
export async function takeBack(ctx: UserMutationCtx, commitTs?: bigint): Promise<Infer<typeof undoneView>> {
  return await reverse(ctx, await nextToTakeBack(ctx, commitTs));
}

/** What the caller has taken back last comes again. @throws REDO_NOTHING and what `reverse` throws */
export async function doAgain(ctx: UserMutationCtx): Promise<Infer<typeof undoneView>> {
  return await reverse(ctx, await nextToDoAgain(ctx));
}

/**
 * @throws UNDO_CHANGED | NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED | ASSIGNEE_NOT_MEMBER | START_AFTER_DUE |
 *         RELATION_CYCLE | SUBTASKS_TOO_DEEP | TOO_MANY_SUBTASKS
 */
async function reverse(ctx: UserMutationCtx, { action, origin }: Wanted): Promise<Infer<typeof undoneView>> {
  const first = origin.at(-1)!;
  const undoing = { ...ctx, undoes: tsOf(action[0]!) };
  const relations = action.filter(({ changes }) => WAYS.has(changes[0]?.field ?? ""));
  const ofTasks = action.filter(
    (event) => event.noun === "task" && !relations.includes(event) && !isOfParts(event),
  );
  const tasks = new Set(ofTasks.map(({ subject }) => subject));
  const messages = action.filter(({ noun }) => noun === "message");
  for (const subject of tasks) {
    const taskId = subject as Id<"tasks">;
    await (tasks.size > 1 ? takeBackOne(undoing, taskId) : takeBackTask(undoing, taskId));
  }
  for (const event of relations) await takeBackRelation(undoing, event);
  for (const event of messages) await takeBackMessage(undoing, event, messages);
  const task = first.noun === "task" ? await ctx.db.get("tasks", first.subject as Id<"tasks">) : null;
  return {
    noun: first.noun === "task" ? "task" : "message",
    verb: first.verb,
    ...(task && { number: task.number }),
    // Of a relation both of its tasks tell.
    count: tasks.size + relations.length / 2 + new Set(messages.map(({ subject }) => subject)).size,
  };
}

/** The last events of a thing, the newest first. */
async function eventsOf(ctx: UndoCtx, subject: string): Promise<Event[]> {
  const ofThing = ctx.db
    .query("events")
    .withIndex("by_subject", (q) => q.eq("subject", subject))
    .order("desc");
  return (await takeWithin(ofThing, LOOKED_AT_OF_ONE)).rows;
}

/** What the action did to a task: the server's part of the same commit is in it. */
function netOf(ctx: UndoCtx, events: readonly Event[]): { isNew: boolean; net: Map<string, Net> } {
  const ofAction = events
    .filter((event) => tsOf(event) === ctx.undoes && !isOfDiscussion(event))
    .toReversed();
  // So much has been done to it since that the action is not among it.
  if (ofAction.length === 0) throw fail("UNDO_CHANGED");
  const net = new Map<string, Net>();
  for (const { field, before, after } of ofAction.flatMap(({ changes }) => changes))
    net.set(field, { before: net.has(field) ? net.get(field)!.before : before, after });
  return { isNew: ofAction[0]!.verb === "created", net };
}

/** One of several: where it stays as it is and so do all, it says which it was. */
async function takeBackOne(ctx: UndoCtx, taskId: Id<"tasks">): Promise<void> {
  try {
    await takeBackTask(ctx, taskId);
  } catch (error) {
    const task = await ctx.db.get("tasks", taskId);
    const isChanged = error instanceof ConvexError && (error.data as ErrorData).code === "UNDO_CHANGED";
    throw isChanged && task ? fail("UNDO_CHANGED", { about: taskLabel(task) }) : error;
  }
}

async function takeBackTask(ctx: UndoCtx, taskId: Id<"tasks">): Promise<void> {
  const task = await requireTaskRow(ctx, taskId);
  await checkOpen(ctx, task);
  // What was taken back of other tasks just now may have told of this one: that is not committed yet.
  const events = (await eventsOf(ctx, taskId)).filter(({ commitTs }) => typeof commitTs === "bigint");
  await takeBackPosts(ctx, task, events);
  await SetReminders.takeBack(ctx, task);
  const { isNew, net } = netOf(ctx, events);
  const now = await withDescription(ctx, task);
  if (!isNew) return await putBack(ctx, now, net);
  const said = [...net].filter(([field]) => !DERIVED_TASK_FIELDS.has(field) && !FOLLOWING.has(field));
  if (task.deletedAt !== undefined || said.some(([field, { after }]) => !isAs(now, field, after)))
    throw fail("UNDO_CHANGED");
  await Tasks.remove(ctx, task);
}

/** What automations have said, set off by the action: in the channels and discussions that the task has had since then. */
async function takeBackPosts(ctx: UndoCtx, task: Doc<"tasks">, events: readonly Event[]): Promise<void> {
  const changes = events.filter((event) => tsOf(event) >= ctx.undoes).flatMap((event) => event.changes);
  const hadSince = (name: "channelId" | "threadId") =>
    new Set([
      task[name],
      ...changes.flatMap(({ field, before, after }) => (field === name ? [before, after] : [])),
    ]);
  const threads = hadSince("threadId").add(undefined);
  for (const channelId of hadSince("channelId"))
    for (const threadId of channelId === undefined ? [] : threads)
      await takeBackPostsIn(ctx, {
        channelId: channelId as Id<"channels">,
        threadId: threadId as Id<"messages"> | undefined,
      });
}

async function takeBackPostsIn(
  ctx: UndoCtx,
  { channelId, threadId }: Pick<Doc<"messages">, "channelId" | "threadId">,
): Promise<void> {
  const posts = await ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q.eq("channelId", channelId).eq("threadId", threadId).eq("commitTs", ctx.undoes),
    )
    .take(LIMITS.automationRuns * LIMITS.automationSteps);
  for (const post of posts)
    if (post.automationId && post.deletedAt === undefined) await Messages.remove(ctx, post);
}

/** Whether a field is as the action left it, or the server has decided otherwise since. */
function isAs(task: FullTask, field: string, after: Net["after"]): boolean {
  if (isSame(task[field as keyof FullTask] as Net["after"], after)) return true;
  return BY_SERVER.has(field) && task.categorySource !== "person";
}

async function putBack(ctx: UndoCtx, now: FullTask, net: ReadonlyMap<string, Net>): Promise<void> {
  const { description: _apart, ...task } = now;
  for (const [field, { after }] of net)
    if (!FOLLOWING.has(field) && !isAs(now, field, after)) throw fail("UNDO_CHANGED");
  // What a person had chosen comes back whole, also where the server has decided otherwise since.
  const wasChosen = net.get("categorySource")?.before === "person";
  const kept = [...net].filter(
    ([field, { after }]) =>
      !FOLLOWING.has(field) &&
      (isSame(now[field as keyof FullTask] as Net["after"], after) || (wasChosen && BY_SERVER.has(field))),
  );
  const fields = Object.fromEntries(kept.map(([field, { before }]) => [field, before])) as Partial<FullTask>;
  const former = { ...task, ...fields };
  await checkRights(ctx, former, fields);
  // Who has the task by now was made none of its helpers.
  if (Object.keys(Helping.without(former, former.assigneeId)).length > 0) throw fail("UNDO_CHANGED");
  if ("rank" in fields) fields.rank = await freeRank(ctx, former);
  const isDeletion = "deletedAt" in fields;
  const moved = "rank" in fields ? "moved" : "changed";
  const verb = isDeletion ? (fields.deletedAt === undefined ? "restored" : "deleted") : moved;
  await TaskRows.patch(ctx, task, fields, verb);
  await checkPutBack(ctx, task, fields);
  if (isDeletion) await relink(ctx, former);
  if ("categorySource" in fields || "category" in fields)
    await Categorisations.learn(
      ctx,
      task,
      former.categorySource === "person" ? (former.category ?? null) : null,
    );
}

/**
 * What a task may not have any more does not go silently: only what is done is archived, and a column that is gone takes
 * nothing. @throws UNDO_CHANGED
 */
async function checkPutBack(ctx: UndoCtx, task: Doc<"tasks">, fields: Partial<FullTask>): Promise<void> {
  const { column, archivedAt } = task;
  const end = await withDescription(ctx, await requireTaskRow(ctx, task._id));
  for (const [field, wanted] of Object.entries({ column, archivedAt, ...fields }))
    if (!isSame(end[field as keyof FullTask] as Net["after"], wanted as Net["after"]))
      throw fail("UNDO_CHANGED");
}

async function relink(ctx: UndoCtx, task: Doc<"tasks">): Promise<void> {
  const messages = await Sources.messagesOf(ctx, task);
  if (task.deletedAt === undefined) await Sources.link(ctx, task._id, messages);
  else await Sources.unlink(ctx, task._id, messages);
}

/** Nobody goes back to where they may not go. */
async function checkRights(ctx: UndoCtx, former: Doc<"tasks">, fields: Partial<FullTask>): Promise<void> {
  if (fields.channelId !== undefined) await requireOpenChannel(ctx, fields.channelId);
  if (fields.assigneeId !== undefined) await requirePerson(ctx, fields.assigneeId);
  if ("channelId" in fields || "assigneeId" in fields) await Tasks.checkAssignee(ctx, former);
  if ("channelId" in fields || "helperIds" in fields) await Helping.check(ctx, former);
  if ("startDate" in fields || "dueDate" in fields) Plan.check(former);
  if (fields.coverId !== undefined) await Covers.check(ctx, former, fields.coverId);
  if (fields.parentId !== undefined)
    await Subtasks.asPart(ctx, await requireFormerParent(ctx, fields.parentId), former);
}

/** One that was deleted before the action already is gone back to: when it returns, its part does. @throws UNDO_CHANGED */
async function requireFormerParent(ctx: UndoCtx, taskId: Id<"tasks">): Promise<Doc<"tasks">> {
  const parent = await requireTaskRow(ctx, taskId);
  await checkOpen(ctx, parent);
  const isDeletion = (event: Event) => event.verb === "deleted" && tsOf(event) > ctx.undoes;
  if (parent.deletedAt !== undefined && (await eventsOf(ctx, taskId)).some(isDeletion))
    throw fail("UNDO_CHANGED");
  return parent;
}

/** Of a relation each task tells in its own way: the one that the row begins with is listened to. */
async function takeBackRelation(ctx: UndoCtx, { subject, changes }: Event): Promise<void> {
  const [{ field, before, after } = { field: "" }] = changes;
  const kind = RELATION_KINDS.find((one) => one === field);
  const [taskId, otherId] = [subject as Id<"tasks">, (after ?? before) as Id<"tasks">];
  if (!kind || BoardRelations.endsOf(taskId, kind, otherId).taskId !== taskId) return;
  const [task, other] = [await requireOpenTask(ctx, taskId), await requireOpenTask(ctx, otherId)];
  const isThere = (await BoardRelations.find(ctx, { taskId, kind, otherId })) !== null;
  if (isThere !== (after !== undefined)) throw fail("UNDO_CHANGED");
  if (isThere) await Relations.unrelate(ctx, task, kind, other);
  else await Relations.relate(ctx, task, kind, other);
}

/** @param messages  all that the action did to messages: a copy of a reply goes with it */
async function takeBackMessage(ctx: UndoCtx, event: Event, messages: readonly Event[]): Promise<void> {
  const message = await requireMessageRow(ctx, event.subject as Id<"messages">);
  if (messages.some(({ subject }) => subject === message.fromReplyId)) return;
  if ((message.deletedAt !== undefined) !== (event.verb === "deleted")) throw fail("UNDO_CHANGED");
  if (event.verb === "deleted") return await Messages.restore(ctx, message);
  if (event.verb === "restored") return await Messages.remove(ctx, message);
  await requireOpenChannel(ctx, message.channelId);
  for (const change of event.changes) await takeBackChange(ctx, event, { message, change });
}

async function takeBackChange(
  ctx: UndoCtx,
  event: Event,
  { message, change: { field, before, after } }: { message: Doc<"messages">; change: Change },
): Promise<void> {
  const person = before as Id<"users"> | undefined;
  if (field === "text") {
    if (!(await isLastEdit(ctx, event))) throw fail("UNDO_CHANGED");
    const editedAt = event.changes.find((other) => other.field === "editedAt")?.before as number | undefined;
    await Messages.setTexts(ctx, message, { text: before as string, editedAt });
  } else if (field === "pinnedBy" || field === "resolvedBy") {
    if (message[field] !== after) throw fail("UNDO_CHANGED");
    if (field === "pinnedBy") await Marks.setPinned(ctx, message, person);
    else await Threads.setResolvedBy(ctx, message, person);
  }
}

/** Of a text its event has the former one only: what it was changed to is there while no later change stands. */
async function isLastEdit(ctx: UndoCtx, event: Event): Promise<boolean> {
  const undone = new Set<bigint>();
  for (const row of await eventsOf(ctx, event.subject)) {
    if (undone.has(tsOf(row)) || !row.changes.some(({ field }) => field === "text")) continue;
    if (row._id === event._id) return true;
    if (row.undoes === undefined) return false;
    undone.add(row.undoes);
  }
  return false;
}
