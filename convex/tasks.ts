import { literals } from "convex-helpers/validators";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v, type Infer } from "convex/values";
import { api } from "./_generated/api";
import { sharedQuery, userMutation, userQuery } from "./functions";
import {
  checkOpen,
  requireAudiences,
  requireMessage,
  requireMessages,
  requireOpenTask,
  requireReader,
  requireTask,
  requireTaskRow,
  requireTaskForReaders,
} from "./model/access";
import * as Columns from "./model/board/columns";
import * as Counts from "./model/board/counts";
import * as Drafts from "./model/drafts/drafts";
import * as Assigned from "./model/lists/assigned";
import * as Bulk from "./model/tasks/bulk";
import * as Discussions from "./model/tasks/discussions";
import * as Filter from "./model/tasks/filter";
import * as Find from "./model/tasks/find";
import * as FromMessages from "./model/tasks/fromMessages";
import * as Relations from "./model/tasks/relations";
import * as Subtasks from "./model/tasks/subtasks";
import * as TaskFiles from "./model/tasks/taskFiles";
import { saidOfTask } from "./model/board/saidOfTask";
import * as Cards from "./model/tasks/cards";
import * as Tasks from "./model/tasks/tasks";
import { RELATION_KINDS } from "./shared/tasks";

const taskId = v.id("tasks");
const channelId = v.optional(v.id("channels"));
const cards = paginationResultValidator(Cards.cardView);

export const get = sharedQuery({
  args: { taskId },
  returns: Cards.taskView,
  handler: async (ctx, { taskId }) => await Cards.toView(ctx, await requireTaskForReaders(ctx, taskId)),
});

/**
 * The cards of a status in the order of the board, or from their end: a channel's, those of one of its columns, or of all
 * that the caller may see.
 */
export const column = sharedQuery({
  args: {
    channelId,
    status: Cards.status,
    /** Its key, of a channel's board. */
    column: v.optional(v.string()),
    order: v.optional(literals("asc", "desc")),
    paginationOpts: paginationOptsValidator,
  },
  returns: cards,
  handler: async (ctx, { channelId, column: key, paginationOpts, ...wanted }) => {
    const readers = await Columns.readersOf(ctx, channelId, key);
    const result = await Columns.column(readers, wanted, paginationOpts);
    return { ...result, page: result.page.map(Cards.toCard) };
  },
});

/** How many cards each column has, of a channel's board or of all that the caller may see. */
export const counts = sharedQuery({
  args: { channelId },
  returns: Counts.countsView,
  handler: async (ctx, { channelId }) => {
    if (channelId === undefined) return await Counts.countsOf(ctx, await requireAudiences(ctx));
    await requireReader(ctx, channelId);
    return await Counts.countsOfBoard(ctx, channelId);
  },
});

/**
 * Open tasks of the caller, those with a date first, the most pressing of them first: their own and those that they help with,
 * or what they watch, or what they have made.
 */
export const mine = userQuery({
  args: {
    which: v.optional(literals(...Assigned.MINE)),
    /** Midnight of the caller's day, in UTC: without those that they want to see later. */
    today: v.optional(v.number()),
    paginationOpts: paginationOptsValidator,
  },
  returns: cards,
  handler: async (ctx, { paginationOpts, ...wanted }) => {
    const result = await Assigned.mine(ctx, wanted, paginationOpts);
    return { ...result, page: result.page.map(Cards.toCard) };
  },
});

/**
 * Tasks that fit a filter, the newest first: all words of the text, and each of the other fields. A page may be shorter
 * than asked for, even empty; the last one ends with the last task.
 */
export const list = userQuery({
  args: { filter: Filter.filter, paginationOpts: paginationOptsValidator },
  returns: cards,
  handler: async (ctx, { filter, paginationOpts }): Promise<Infer<typeof cards>> => {
    const text = Filter.textOf(filter);
    // What a search loads no other call of this module does.
    const found = await ctx.runQuery(api.search.taskIds, { text, paginationOpts });
    const tasks = await Promise.all(found.page.map(async (taskId) => await ctx.db.get("tasks", taskId)));
    return { ...found, page: tasks.filter((task) => task !== null).map(Cards.toCard) };
  },
});

/** The few tasks whose titles fit a text best, or the one it names, such as "T-42". */
export const find = userQuery({
  args: { text: v.string() },
  returns: v.array(Cards.cardView),
  handler: async (ctx, { text }) => (await Find.byText(ctx, text)).map(Cards.toCard),
});

export const create = userMutation({
  args: Tasks.draftFields,
  returns: taskId,
  handler: async (ctx, draft) => await Tasks.create(ctx, draft),
});

/** One task for one message, as it is said to be: a second call, by anybody, answers the same id. */
export const createFromMessage = userMutation({
  args: { messageId: v.id("messages"), task: v.optional(saidOfTask) },
  returns: taskId,
  handler: async (ctx, { messageId, task }) =>
    await FromMessages.createFromMessages(ctx, [await requireMessage(ctx, messageId)], task),
});

/** One task for several messages of a channel: those that have none yet become one. */
export const createFromMessages = userMutation({
  args: { messageIds: v.array(v.id("messages")) },
  returns: taskId,
  handler: async (ctx, { messageIds }) =>
    await FromMessages.createFromMessages(ctx, await requireMessages(ctx, messageIds)),
});

export const update = userMutation({
  args: { taskId, ...Tasks.changeFields },
  returns: v.null(),
  handler: async (ctx, { taskId, ...changes }) => {
    await Tasks.update(ctx, await requireOpenTask(ctx, taskId), changes);
    return null;
  },
});

/** One change of up to `LIMITS.tasksChosen` tasks: which of them refused it is said, with why. */
export const changeMany = userMutation({
  args: { taskIds: v.array(taskId), change: Bulk.bulkChange },
  returns: Bulk.bulkAnswer,
  handler: async (ctx, { taskIds, change }): Promise<Infer<typeof Bulk.bulkAnswer>> =>
    await Bulk.changeMany(ctx, taskIds, change),
});

/** Takes a task that is nobody's. @throws TASK_TAKEN for all but one of those who try */
export const claim = userMutation({
  args: { taskId },
  returns: v.null(),
  handler: async (ctx, { taskId }) => {
    await Tasks.claim(ctx, await requireOpenTask(ctx, taskId));
    return null;
  },
});

/**
 * Moves a task to a column: directly below `before`, or directly above `after`, or to the end. Both
 * are what the mover saw; the server looks at what is there now. Without a `column` it stays in its own where the status is
 * the same, and comes into the first one of another status.
 */
export const move = userMutation({
  args: {
    taskId,
    status: Cards.status,
    column: v.optional(v.string()),
    before: v.optional(taskId),
    after: v.optional(taskId),
    /** Of a lane that it comes into, in the same action. */
    changes: v.optional(v.object(Tasks.changeFields)),
    /** What it becomes a part of with it; null for nothing. */
    parentId: v.optional(v.union(taskId, v.null())),
  },
  returns: v.null(),
  handler: async (ctx, { taskId, changes, parentId, ...place }) => {
    if (changes) await Tasks.update(ctx, await requireOpenTask(ctx, taskId), changes);
    if (parentId !== undefined) {
      const parent = parentId && (await requireOpenTask(ctx, parentId));
      await Subtasks.setParent(ctx, await requireOpenTask(ctx, taskId), parent);
    }
    await Tasks.move(ctx, await requireOpenTask(ctx, taskId), place);
    return null;
  },
});

/** Says something in the discussion of a task, which is a thread: the first post begins it. Posted once by its `clientId`. */
export const post = userMutation({
  args: {
    taskId,
    text: v.string(),
    clientId: v.optional(v.string()),
    fileIds: v.optional(v.array(v.id("files"))),
    isUrgent: v.optional(v.boolean()),
  },
  returns: v.id("messages"),
  handler: async (ctx, { taskId, ...draft }) => {
    const messageId = await Discussions.post(ctx, await requireTask(ctx, taskId), draft);
    await Drafts.sent(ctx, { taskId }, draft.text);
    return messageId;
  },
});

/** Where a task was talked of before it came to its channel, as far as the caller may read that. */
export const formerDiscussions = userQuery({
  args: { taskId },
  returns: v.array(Discussions.formerView),
  handler: async (ctx, { taskId }) => await Discussions.formerOf(ctx, await requireTask(ctx, taskId)),
});

/** Puts uploaded files of the caller in a task. The same ones again change nothing. They are read by `files.ofTask`. */
export const addFiles = userMutation({
  args: { taskId, fileIds: v.array(v.id("files")) },
  returns: v.null(),
  handler: async (ctx, { taskId, fileIds }) => {
    await TaskFiles.add(ctx, await requireOpenTask(ctx, taskId), fileIds);
    return null;
  },
});

const fileMutation = (rule: typeof TaskFiles.remove) =>
  userMutation({
    args: { taskId, fileId: v.id("files") },
    returns: v.null(),
    handler: async (ctx, { taskId, fileId }) => {
      await rule(ctx, await requireOpenTask(ctx, taskId), fileId);
      return null;
    },
  });

export const removeFile = fileMutation(TaskFiles.remove);
/** Undoes `removeFile`. */
export const restoreFile = fileMutation(TaskFiles.restore);

export const remove = userMutation({
  args: { taskId },
  returns: v.null(),
  handler: async (ctx, { taskId }) => {
    await Tasks.remove(ctx, await requireOpenTask(ctx, taskId));
    return null;
  },
});

/** Undoes `remove`: the task returns to its place. */
export const restore = userMutation({
  args: { taskId },
  returns: v.null(),
  handler: async (ctx, { taskId }) => {
    const task = await requireTaskRow(ctx, taskId);
    await checkOpen(ctx, task);
    await Tasks.restore(ctx, task);
    return null;
  },
});

/** What a task is to others, as far as the caller may read them. */
export const relations = userQuery({
  args: { taskId },
  returns: v.array(Relations.relationView),
  handler: async (ctx, { taskId }) => await Relations.ofTask(ctx, await requireTask(ctx, taskId)),
});

/** What waits for the caller's tasks, or for which they wait, the longest first. A page may be shorter than asked for. */
export const waiting = userQuery({
  args: { side: literals(...Relations.WAITING_SIDES), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Relations.waitView),
  handler: async (ctx, { side, paginationOpts }) => await Relations.waiting(ctx, side, paginationOpts),
});

/** For two tasks, both entered by the door for changing. */
const pairMutation = (rule: typeof Relations.relate) =>
  userMutation({
    args: { taskId, kind: literals(...RELATION_KINDS), otherId: taskId },
    returns: v.null(),
    handler: async (ctx, { kind, ...ids }) => {
      const task = await requireOpenTask(ctx, ids.taskId);
      await rule(ctx, task, kind, await requireOpenTask(ctx, ids.otherId));
      return null;
    },
  });

/** Says that a task is blocked by another one, related to it or a duplicate of it. The same again changes nothing. */
export const relate = pairMutation(Relations.relate);
export const unrelate = pairMutation(Relations.unrelate);
