import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { audience } from "../audience";
import { LABEL_COLOURS, TASK_PRIORITIES } from "../../shared/board/facts";
import { boardColumn } from "./boardColumn";
import { CATEGORY_SOURCES, RELATION_KINDS, TASK_CATEGORIES, TASK_STATUSES } from "../../shared/tasks";

export const tasks = defineTable({
  /** 42 of "T-42"; never used twice. */
  number: v.number(),
  title: v.string(),
  status: literals(...TASK_STATUSES),
  /** Its column on the board of its channel; absent for the first one of its status. See boards.ts. */
  column: v.optional(v.string()),
  /** Place among those of its status; unique among them, deleted tasks included. */
  rank: v.string(),
  assigneeId: v.optional(v.id("users")),
  /** Who helps with it; absent for nobody. See helpers.ts. */
  helperIds: v.optional(v.array(v.id("users"))),
  /** When somebody else made it the assignee's. */
  assignedAt: v.optional(v.number()),
  /** Epoch ms in the calendar day, in UTC, on which it is due wherever its readers are. */
  dueDate: v.optional(v.number()),
  /** When on that day, which is the one that whoever said it had; absent for no time. */
  dueAt: v.optional(v.number()),
  /** The day on which it is to be begun, in the form of `dueDate`, and never after that. */
  startDate: v.optional(v.number()),
  /** Whether it takes longer than `LONG_MS`; absent for the others. See spans.ts. */
  isLong: v.optional(v.boolean()),
  /** Hours, in steps of half an hour. */
  estimate: v.optional(v.number()),
  /** How it comes again, as a text of shared/board/repeats.ts. */
  repeats: v.optional(v.string()),
  /** What a person said of how soon it is to be done; absent for none. */
  priority: v.optional(literals(...TASK_PRIORITIES)),
  tags: v.array(v.string()),
  channelId: v.optional(v.id("channels")),
  /** Who may read it: the whole workspace, or the people of its private or direct channel. */
  audience,
  createdBy: v.id("users"),
  category: v.optional(literals(...TASK_CATEGORIES)),
  /** Absent until the task was categorised; "person" without a category: somebody wants none. */
  categorySource: v.optional(literals(...CATEGORY_SOURCES)),
  /** How many files it has; absent for none. They stand apart, as its description does. */
  fileCount: v.optional(v.number()),
  /** The message it was made from. */
  fromMessageId: v.optional(v.id("messages")),
  /** All of them, where it was made from several; the one above is the first. */
  fromMessageIds: v.optional(v.array(v.id("messages"))),
  /** The message that holds its discussion: a thread of its channel, or of that of everybody. */
  threadId: v.optional(v.id("messages")),
  /** Those that held it in channels where it was before, the last first. */
  formerThreadIds: v.optional(v.array(v.id("messages"))),
  /** When it first came into progress, also where it has left that since; absent where it never was. See spans.ts. */
  startedAt: v.optional(v.number()),
  completedAt: v.optional(v.number()),
  /** When it came into its column from another one. Absent: it was made there. */
  movedAt: v.optional(v.number()),
  /** What it waits for, as people wrote it, possibly nothing; absent while it is not blocked. */
  blockedReason: v.optional(v.string()),
  blockedAt: v.optional(v.number()),
  /** How many open tasks it waits for that all its readers may read; absent for none. See relations.ts. */
  openBlockers: v.optional(v.number()),
  /** Whether it ever had a relation: those of other tasks are not looked for. */
  hasRelations: v.optional(v.boolean()),
  /** Since when a done one is off the boards. */
  archivedAt: v.optional(v.number()),
  /** The task that it is a part of, and its place among the parts of that. See subtasks.ts. */
  parentId: v.optional(v.id("tasks")),
  subtaskRank: v.optional(v.string()),
  /** The number of its parent, where that is there and all readers of this task may read it. */
  parentNumber: v.optional(v.number()),
  /** How many parts it has that all its readers may read, and how many of those are done; absent for none. */
  subtaskCount: v.optional(v.number()),
  subtasksDone: v.optional(v.number()),
  /** The picture among its files that its card shows. */
  coverId: v.optional(v.id("files")),
  /** How many boxes its description has, and how many of them are ticked; absent for none. */
  checkCount: v.optional(v.number()),
  checksDone: v.optional(v.number()),
  /** Whether it ever had a part: those of other tasks are not looked for. */
  hasSubtasks: v.optional(v.boolean()),
  deletedAt: v.optional(v.number()),
})
  .index("by_status_and_rank", ["status", "rank"])
  .index("by_assigneeId_and_deletedAt_and_status", ["assigneeId", "deletedAt", "status"])
  .index("by_assigneeId_and_deletedAt_and_completedAt_and_dueDate", [
    "assigneeId",
    "deletedAt",
    "completedAt",
    "dueDate",
  ])
  .index("by_createdBy_and_deletedAt_and_completedAt_and_dueDate", [
    "createdBy",
    "deletedAt",
    "completedAt",
    "dueDate",
  ])
  .index("by_assigneeId_and_deletedAt_and_assignedAt", ["assigneeId", "deletedAt", "assignedAt"])
  .index("by_fromMessageId", ["fromMessageId"])
  .index("by_number", ["number"])
  .index("by_parentId_and_away_and_subtaskRank", ["parentId", "deletedAt", "archivedAt", "subtaskRank"])
  .searchIndex("by_title", { searchField: "title", filterFields: ["audience", "deletedAt"] })
  // Away: deleted or archived. A name has 64 letters at most.
  .index("by_audience_and_away_and_status_and_rank", [
    "audience",
    "deletedAt",
    "archivedAt",
    "status",
    "rank",
  ])
  .index("by_audience_and_away_and_dueDate", ["audience", "deletedAt", "archivedAt", "dueDate"])
  .index("by_channelId_and_away_and_dueDate", ["channelId", "deletedAt", "archivedAt", "dueDate"])
  .index("by_away_and_isLong_and_dueDate", ["deletedAt", "archivedAt", "isLong", "dueDate"])
  .index("by_channelId_and_away_and_isLong_and_dueDate", [
    "channelId",
    "deletedAt",
    "archivedAt",
    "isLong",
    "dueDate",
  ])
  .index("by_channelId", ["channelId"])
  .index("by_channelId_and_away_and_status_and_rank", [
    "channelId",
    "deletedAt",
    "archivedAt",
    "status",
    "rank",
  ])
  .index("by_channelId_and_away_and_status_and_column_and_rank", [
    "channelId",
    "deletedAt",
    "archivedAt",
    "status",
    "column",
    "rank",
  ])
  .index("by_deletedAt_and_categorySource", ["deletedAt", "categorySource"])
  .index("by_channelId_and_deletedAt_and_completedAt", ["channelId", "deletedAt", "completedAt"])
  .index("by_channelId_and_away_and_status_and_movedAt", [
    "channelId",
    "deletedAt",
    "archivedAt",
    "status",
    "movedAt",
  ])
  .index("by_channelId_and_deletedAt_and_blockedAt", ["channelId", "deletedAt", "blockedAt"]);

/** A view of a board that is kept: see views.ts. */
export const boardViews = defineTable({
  /** Absent for the board of the workspace. */
  channelId: v.optional(v.id("channels")),
  /** Whose it is alone; absent for one that all who see the board see. */
  ownerId: v.optional(v.id("users")),
  name: v.string(),
  query: v.string(),
  createdBy: v.id("users"),
  /** Whether the board of its channel opens with it; of the shared ones of a channel one at most. */
  isDefault: v.optional(v.boolean()),
}).index("by_channelId_and_ownerId", ["channelId", "ownerId"]);

/** What new cards are made after: see model/parts/templates.ts. */
export const taskTemplates = defineTable({
  /** Absent for one of the workspace. */
  channelId: v.optional(v.id("channels")),
  name: v.string(),
  /** In the order in which they are offered. */
  place: v.number(),
  title: v.string(),
  description: v.string(),
  tags: v.array(v.string()),
  priority: v.optional(literals(...TASK_PRIORITIES)),
  estimate: v.optional(v.number()),
  category: v.optional(literals(...TASK_CATEGORIES)),
  assigneeId: v.optional(v.id("users")),
  status: literals(...TASK_STATUSES),
  column: v.optional(v.string()),
  /** Their titles. */
  subtasks: v.array(v.string()),
  createdBy: v.id("users"),
}).index("by_channelId_and_place", ["channelId", "place"]);

/** The columns of a channel's board; none while they are those of every board. See boards.ts. */
export const boards = defineTable({
  channelId: v.id("channels"),
  columns: v.array(boardColumn),
  /** Whether one of them has a rule for quiet cards. */
  hasRules: v.boolean(),
  /** Whether the channel is told what moves; absent for not. */
  tellsMoves: v.optional(v.boolean()),
})
  .index("by_channelId", ["channelId"])
  .index("by_hasRules", ["hasRules"]);

/** How many cards each column of a board had as a day began: see days.ts. */
export const boardDays = defineTable({
  channelId: v.id("channels"),
  /** Its midnight, in UTC. */
  day: v.number(),
  /** By status, by the keys of columns that were added, and `ARCHIVED`: see counts.ts. */
  counts: v.record(v.string(), v.number()),
})
  .index("by_channelId_and_day", ["channelId", "day"])
  .index("by_day", ["day"]);

/** Moves that a channel is to be told of: see moves.ts. */
export const boardMoves = defineTable({
  channelId: v.id("channels"),
  taskId: v.id("tasks"),
  /** The key of the column that it left. */
  from: v.string(),
  by: v.id("users"),
}).index("by_channelId", ["channelId"]);

/** A row for each series of tasks that come again, with the last of them: see model/later/repeats.ts. */
export const taskRecurrences = defineTable({
  taskId: v.id("tasks"),
  /** The day that it was made for, in the form of `dueDate`. */
  day: v.number(),
  timeZone: v.string(),
  /** When the next one comes by itself; absent where that never is. */
  nextAt: v.optional(v.number()),
  /** The one before it. */
  formerId: v.optional(v.id("tasks")),
  formerDay: v.optional(v.number()),
  /** Who wants to be told of each, so many minutes before its due time. */
  reminders: v.optional(v.array(v.object({ userId: v.id("users"), before: v.number() }))),
  /** How often it was found to be due. */
  rounds: v.optional(v.number()),
})
  .index("by_taskId", ["taskId"])
  .index("by_formerId", ["formerId"])
  .index("by_nextAt", ["nextAt"]);

/** What came of several new tasks of one call, for a day: see model/tasks/bulk.ts. */
export const taskBatches = defineTable({
  userId: v.id("users"),
  /** Chosen by the person's client. */
  clientId: v.string(),
  made: v.number(),
  refused: v.array(v.object({ index: v.number(), code: v.string() })),
  commitTs: v.commitTs(),
}).index("by_userId_and_clientId", ["userId", "clientId"]);

/** What gives tags of this name a colour: see model/tasks/labels.ts. */
export const labels = defineTable({
  name: v.string(),
  /** The name as it is compared. */
  key: v.string(),
  colour: literals(...LABEL_COLOURS),
  createdBy: v.id("users"),
}).index("by_key", ["key"]);

/** A row for each helper of a task, with what their list is sorted by: see helpers.ts. */
export const taskHelpers = defineTable({
  taskId: v.id("tasks"),
  userId: v.id("users"),
  /** Neither done nor deleted. */
  isOpen: v.boolean(),
  dueDate: v.optional(v.number()),
  /** The `_creationTime` of the task. */
  madeAt: v.number(),
})
  .index("by_taskId", ["taskId"])
  .index("by_userId_and_isOpen_and_dueDate_and_madeAt", ["userId", "isOpen", "dueDate", "madeAt"]);

/** A task that a person sees in their list from a day on: see model/lists/deferrals.ts. */
export const taskDeferrals = defineTable({
  userId: v.id("users"),
  taskId: v.id("tasks"),
  /** The day, in the form of `dueDate`. */
  showFrom: v.number(),
})
  .index("by_userId_and_taskId", ["userId", "taskId"])
  .index("by_userId_and_showFrom", ["userId", "showFrom"])
  .index("by_taskId", ["taskId"]);

/** A row for each task that has a description: see descriptions.ts. */
export const taskDescriptions = defineTable({
  taskId: v.id("tasks"),
  text: v.string(),
}).index("by_taskId", ["taskId"]);

/** What a task is to another one: see relations.ts. */
export const taskRelations = defineTable({
  taskId: v.id("tasks"),
  kind: literals(...RELATION_KINDS),
  otherId: v.id("tasks"),
  /** Of one that waits: who waits and for whom, and whether neither task is done or deleted. */
  waiterId: v.optional(v.id("users")),
  awaitedId: v.optional(v.id("users")),
  isOpen: v.boolean(),
})
  .index("by_taskId_and_kind_and_otherId", ["taskId", "kind", "otherId"])
  .index("by_otherId_and_kind_and_taskId", ["otherId", "kind", "taskId"])
  .index("by_waiterId_and_isOpen", ["waiterId", "isOpen"])
  .index("by_awaitedId_and_isOpen", ["awaitedId", "isOpen"]);
