import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { TaskStatus } from "../../shared/tasks";
import { canRead, requireOpenChannel, requireOpenTask, requirePerson, type UserMutationCtx } from "../access";
import * as Categorisations from "../categories/categorisations";
import { nextNumber } from "../counters";
import { fail } from "../errors";
import { rankAt, rankAtEnd, type Place } from "../board/ranks";
import * as TaskRows from "../board/taskRows";
import { cleanText, requireDate, requiredLine } from "../text";
import { category, priority, status } from "./cards";
import * as Describing from "./describing";
import * as Discussions from "./discussions";
import * as Helping from "./helping";
import * as Plan from "./plan";
import * as Sources from "./sources";
import * as Subtasks from "./subtasks";
import { cleanTags } from "./tags";

/** What a new task may come with. `dueDate`, `startDate`: epoch ms of a moment in the day, in UTC, that is its calendar day. */
export const draftFields = {
  title: v.string(),
  description: v.optional(v.string()),
  status: v.optional(status),
  /** The key of a column of its channel's board, of that status. */
  column: v.optional(v.string()),
  assigneeId: v.optional(v.id("users")),
  dueDate: v.optional(v.number()),
  /** The moment on that day, where the caller is. */
  dueAt: v.optional(v.number()),
  startDate: v.optional(v.number()),
  /** Hours. */
  estimate: v.optional(v.number()),
  priority: v.optional(priority),
  tags: v.optional(v.array(v.string())),
  channelId: v.optional(v.id("channels")),
  /** The task that it is to be a part of. It is in the same channel unless another one is named. */
  parentId: v.optional(v.id("tasks")),
  /** How it comes again: see model/later/repeats.ts. */
  repeats: v.optional(v.object({ rule: v.string(), timeZone: v.string() })),
};
const draftValidator = v.object(draftFields);

/** What can be changed later; null takes a value away. The status is changed by moving. */
export const changeFields = {
  title: v.optional(v.string()),
  description: v.optional(v.string()),
  /** The description when it was begun to be changed: what others have written since stays. */
  descriptionBase: v.optional(v.string()),
  assigneeId: v.optional(v.union(v.id("users"), v.null())),
  dueDate: v.optional(v.union(v.number(), v.null())),
  /** Another day without a time takes away the time. */
  dueAt: v.optional(v.union(v.number(), v.null())),
  startDate: v.optional(v.union(v.number(), v.null())),
  estimate: v.optional(v.union(v.number(), v.null())),
  priority: v.optional(v.union(priority, v.null())),
  tags: v.optional(v.array(v.string())),
  channelId: v.optional(v.union(v.id("channels"), v.null())),
  category: v.optional(v.union(category, v.null())),
  /** Blocks the task; an empty reason is one too. Done tasks are not blocked. */
  blockedReason: v.optional(v.union(v.string(), v.null())),
};
const changeValidator = v.object(changeFields);

/**
 * Puts a new task at the end of its column.
 *
 * @throws TEXT_EMPTY | TEXT_TOO_LONG | DATE_INVALID | START_AFTER_DUE | ESTIMATE_INVALID | TAG_INVALID | TOO_MANY_TAGS | NOT_FOUND
 * @throws NOT_A_MEMBER | CHANNEL_ARCHIVED | ASSIGNEE_NOT_MEMBER | COLUMN_GONE | COLUMN_FULL | SUBTASKS_TOO_DEEP | TOO_MANY_SUBTASKS
 * @throws REPEAT_INVALID | TIME_ZONE_INVALID | TASK_DONE
 */
export async function create(
  ctx: UserMutationCtx,
  draft: Infer<typeof draftValidator>,
  sources: readonly Doc<"messages">[] = [],
): Promise<Id<"tasks">> {
  const status = draft.status ?? "todo";
  const parent = draft.parentId ? await requireOpenTask(ctx, draft.parentId) : null;
  const fields = { ...cleanFields(draft), ...(parent && (await partFields(ctx, parent, draft))) };
  Plan.check(fields);
  Plan.checkMoment(fields);
  if (draft.channelId) await requireOpenChannel(ctx, draft.channelId);
  if (draft.assigneeId) await requirePerson(ctx, draft.assigneeId);
  await checkAssignee(ctx, fields);
  const number = await nextNumber(ctx, "tasks");
  const taskId = await TaskRows.insert(ctx, {
    description: "",
    tags: [],
    ...fields,
    ...Sources.fieldsOf(sources),
    title: requiredLine(draft.title, LIMITS.taskTitle),
    number,
    status,
    ...columnField(status, draft.column),
    rank: rankAtEnd(ctx, number),
    createdBy: ctx.user._id,
    assignedAt: assignedAt(ctx, draft.assigneeId),
    completedAt: completedAt(status),
  });
  const userId = ctx.user._id;
  await Categorisations.categorise(ctx, taskId, userId);
  // What knows of time zones is loaded where one comes again, by no other call of this module.
  if (draft.repeats)
    await ctx.runMutation(internal.scheduled.repeats.begin, { taskId, userId, ...draft.repeats });
  return taskId;
}

/** Of a new part of a task: also where it is. */
async function partFields(ctx: UserMutationCtx, parent: Doc<"tasks">, draft: Infer<typeof draftValidator>) {
  return { ...(await Subtasks.asPart(ctx, parent)), channelId: draft.channelId ?? parent.channelId };
}

/**
 * Changes the fields given. A category given is a person's choice, which nothing else changes.
 *
 * @throws as `create`, and TASK_DONE | TEXT_CONFLICT
 */
export async function update(
  ctx: UserMutationCtx,
  task: Doc<"tasks">,
  { descriptionBase, ...given }: Infer<typeof changeValidator>,
): Promise<void> {
  const { description: text } = given;
  const isJoined = text !== undefined && descriptionBase !== undefined;
  const changes = isJoined
    ? { ...given, description: await Describing.joined(ctx, task._id, text, descriptionBase) }
    : given;
  const patch = cleanFields(changes);
  if (changes.startDate || changes.dueDate) Plan.check({ ...task, ...patch });
  if (changes.dueAt !== undefined) Plan.checkMoment({ ...task, ...patch });
  if (changes.channelId && changes.channelId !== task.channelId)
    await requireOpenChannel(ctx, changes.channelId);
  if (changes.assigneeId) await requirePerson(ctx, changes.assigneeId);
  if (changes.assigneeId || changes.channelId) await checkAssignee(ctx, { ...task, ...patch });
  if (changes.channelId) await Helping.check(ctx, { ...task, ...patch });
  const isReassigned = changes.assigneeId !== undefined && patch.assigneeId !== task.assigneeId;
  const isChosen = changes.category !== undefined;
  const moved = changes.channelId === undefined ? {} : await Discussions.movedTo(ctx, task, patch);
  await TaskRows.patch(ctx, task, {
    ...patch,
    ...moved,
    ...(isReassigned && Helping.without(task, patch.assigneeId)),
    ...(isChosen && { categorySource: "person" as const }),
    ...(isReassigned && { assignedAt: assignedAt(ctx, patch.assigneeId) }),
    ...blocking(task, changes.blockedReason),
  });
  if (isReassigned && patch.assigneeId)
    await Discussions.follow(ctx, { ...task, ...moved }, patch.assigneeId);
  if (isChosen) await Categorisations.learn(ctx, task, changes.category ?? null);
  else await Categorisations.categorise(ctx, task._id, ctx.user._id);
}

/** Nobody is told of what they took themselves. */
function assignedAt(ctx: UserMutationCtx, assigneeId: Id<"users"> | undefined): number | undefined {
  return assigneeId && assigneeId !== ctx.user._id ? Date.now() : undefined;
}

/** The reason may be put into other words later; since when it is blocked stays. */
function blocking(task: Doc<"tasks">, reason: string | null | undefined) {
  if (reason === undefined) return {};
  if (reason === null) return UNBLOCKED;
  if (task.status === "done") throw fail("TASK_DONE");
  const blockedReason = cleanText(reason.replace(/\s+/gu, " "), LIMITS.blockedReason);
  return { blockedReason, blockedAt: task.blockedAt ?? Date.now() };
}

const UNBLOCKED = { blockedReason: undefined, blockedAt: undefined };

/** A column as it is stored. */
const columnField = (status: TaskStatus, key: string | undefined) =>
  key === undefined ? {} : { column: key === status ? undefined : key };

/**
 * Puts a task where the mover dropped it: see `rankAt`. What is done waits for nothing any more.
 *
 * @throws COLUMN_GONE | COLUMN_FULL
 */
export async function move(
  ctx: UserMutationCtx,
  task: Doc<"tasks">,
  { column, ...place }: Place & { column?: string | undefined },
): Promise<void> {
  const isSameColumn = place.status === task.status;
  const isReopened = task.status === "done" && !isSameColumn && task.categorySource !== "person";
  const fields = {
    status: place.status,
    ...columnField(place.status, column),
    rank: await rankAt(ctx, place, task.number),
    completedAt: isSameColumn ? task.completedAt : completedAt(place.status),
    movedAt: isSameColumn ? task.movedAt : Date.now(),
    ...(place.status === "done" && UNBLOCKED),
    ...(isReopened && task.category === undefined && { categorySource: undefined }),
  };
  await TaskRows.patch(ctx, task, fields, "moved");
  if (task.repeats !== undefined && place.status === "done" && !isSameColumn)
    await ctx.runMutation(internal.scheduled.repeats.done, { taskId: task._id, userId: ctx.user._id });
  // It was not judged while it was finished.
  if (isReopened) await Categorisations.categorise(ctx, task._id, ctx.user._id);
}

/**
 * Makes the caller the assignee of a task that has none. Of several who try at once one succeeds.
 *
 * @throws TASK_TAKEN | TASK_DONE | ASSIGNEE_NOT_MEMBER
 */
export async function claim(ctx: UserMutationCtx, task: Doc<"tasks">): Promise<void> {
  if (task.assigneeId === ctx.user._id) return;
  if (task.assigneeId !== undefined) throw fail("TASK_TAKEN");
  if (task.status === "done") throw fail("TASK_DONE");
  await update(ctx, task, { assigneeId: ctx.user._id });
}

/** Takes a done task off its boards, or puts it back. @throws TASK_NOT_DONE | COLUMN_FULL */
export async function archive(ctx: UserMutationCtx, task: Doc<"tasks">, isArchived: boolean): Promise<void> {
  if (isArchived && task.status !== "done") throw fail("TASK_NOT_DONE");
  if (isArchived === (task.archivedAt !== undefined)) return;
  const archivedAt = isArchived ? Date.now() : undefined;
  await TaskRows.patch(ctx, task, { archivedAt }, isArchived ? "archived" : "unarchived");
}

export async function remove(ctx: UserMutationCtx, task: Doc<"tasks">): Promise<void> {
  await TaskRows.patch(ctx, task, { deletedAt: Date.now() }, "deleted");
  await Sources.unlink(ctx, task._id, await Sources.messagesOf(ctx, task));
}

/** Undoes `remove`: the task returns to its place. */
export async function restore(ctx: UserMutationCtx, task: Doc<"tasks">): Promise<void> {
  await TaskRows.patch(ctx, task, { deletedAt: undefined }, "restored");
  await Sources.link(ctx, task._id, await Sources.messagesOf(ctx, task));
}

function completedAt(status: TaskStatus): number | undefined {
  return status === "done" ? Date.now() : undefined;
}

/** The given fields in the form they are stored in: null becomes undefined, what was not given stays out. */
function cleanFields(given: Infer<typeof changeValidator>) {
  const { title, description, assigneeId, dueDate, dueAt, startDate, estimate } = given;
  const { priority, tags, channelId, category } = given;
  return {
    ...(title !== undefined && { title: requiredLine(title, LIMITS.taskTitle) }),
    ...(description !== undefined && { description: cleanText(description, LIMITS.taskDescription) }),
    ...(assigneeId !== undefined && { assigneeId: assigneeId ?? undefined }),
    ...(dueDate !== undefined && {
      dueDate: dueDate === null ? undefined : requireDate(dueDate),
      dueAt: undefined,
    }),
    ...(dueAt !== undefined && { dueAt: dueAt === null ? undefined : requireDate(dueAt) }),
    ...(startDate !== undefined && { startDate: startDate === null ? undefined : requireDate(startDate) }),
    ...(estimate !== undefined && { estimate: estimate === null ? undefined : Plan.requireHours(estimate) }),
    ...(priority !== undefined && { priority: priority ?? undefined }),
    ...(tags !== undefined && { tags: cleanTags(tags) }),
    ...(channelId !== undefined && { channelId: channelId ?? undefined }),
    ...(category !== undefined && { category: category ?? undefined }),
  };
}

/** Nobody is left with a task they cannot open. */
export async function checkAssignee(
  ctx: UserMutationCtx,
  task: Partial<Pick<Doc<"tasks">, "assigneeId" | "channelId">>,
) {
  const { assigneeId, channelId } = task;
  if (assigneeId && channelId && !(await canRead(ctx, channelId, assigneeId)))
    throw fail("ASSIGNEE_NOT_MEMBER");
}
