/** What readers are told of tasks. */
import { omit } from "convex-helpers";
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { TASK_PRIORITIES } from "../../shared/board/facts";
import { CATEGORY_SOURCES, TASK_CATEGORIES, TASK_STATUSES } from "../../shared/tasks";
import { withDescription } from "../board/descriptions";
import type { DbCtx } from "../context";

export const status = literals(...TASK_STATUSES);
export const category = literals(...TASK_CATEGORIES);
export const priority = literals(...TASK_PRIORITIES);

/** A card of the board: a task without its description. */
export const cardView = v.object({
  _id: v.id("tasks"),
  _creationTime: v.number(),
  number: v.number(),
  title: v.string(),
  status,
  /** Its column on the board of its channel; absent for the first one of its status. */
  column: v.optional(v.string()),
  rank: v.string(),
  assigneeId: v.optional(v.id("users")),
  helperIds: v.optional(v.array(v.id("users"))),
  dueDate: v.optional(v.number()),
  dueAt: v.optional(v.number()),
  startDate: v.optional(v.number()),
  estimate: v.optional(v.number()),
  repeats: v.optional(v.string()),
  priority: v.optional(priority),
  tags: v.array(v.string()),
  channelId: v.optional(v.id("channels")),
  createdBy: v.id("users"),
  category: v.optional(category),
  categorySource: v.optional(literals(...CATEGORY_SOURCES)),
  completedAt: v.optional(v.number()),
  archivedAt: v.optional(v.number()),
  fileCount: v.optional(v.number()),
  /** The picture among its files that its card shows. */
  coverId: v.optional(v.id("files")),
  /** The message it was made from. */
  fromMessageId: v.optional(v.id("messages")),
  /** The message that holds its discussion; absent until somebody says something. */
  threadId: v.optional(v.id("messages")),
  /** What it waits for; absent while it is not blocked. */
  blockedReason: v.optional(v.string()),
  blockedAt: v.optional(v.number()),
  /** How many open tasks it waits for, of those that all its readers may read; absent for none. */
  openBlockers: v.optional(v.number()),
  /** The task that it is a part of, and its number, where all readers of this one may read it. */
  parentId: v.optional(v.id("tasks")),
  parentNumber: v.optional(v.number()),
  /** How many parts it has that all its readers may read, and how many of them are done; absent for none. */
  subtaskCount: v.optional(v.number()),
  subtasksDone: v.optional(v.number()),
  /** How many boxes its description has, and how many of them are ticked; absent for none. */
  checkCount: v.optional(v.number()),
  checksDone: v.optional(v.number()),
});

export const taskView = cardView.extend({
  description: v.string(),
  /** All of them, where it was made from several. */
  fromMessageIds: v.optional(v.array(v.id("messages"))),
  /** Whether its channel is archived, and so it stays as it is. */
  isClosed: v.optional(v.literal(true)),
});

export async function toView(ctx: DbCtx, task: Doc<"tasks">): Promise<Infer<typeof taskView>> {
  const view = shown(await withDescription(ctx, task));
  const channel = task.channelId && (await ctx.db.get("channels", task.channelId));
  return channel?.archivedAt === undefined ? view : { ...view, isClosed: true };
}

export function toCard(task: Doc<"tasks">): Infer<typeof cardView> {
  return omit(shown(task), ["fromMessageIds"]);
}

const HIDDEN = [
  "deletedAt",
  "assignedAt",
  "movedAt",
  "startedAt",
  "audience",
  "formerThreadIds",
  "hasRelations",
  "subtaskRank",
  "hasSubtasks",
  "isLong",
] as const;

function shown<T extends Doc<"tasks">>(task: T) {
  const view = omit(task, [...HIDDEN]);
  // A parent that not all its readers may read is in the pane of those who may.
  return task.parentNumber === undefined ? { ...view, parentId: undefined } : view;
}
