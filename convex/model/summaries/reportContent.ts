import { v } from "convex/values";

export const reportTask = v.object({
  taskId: v.id("tasks"),
  number: v.number(),
  title: v.string(),
  channelId: v.optional(v.id("channels")),
  /** Their name. */
  assignee: v.optional(v.string()),
  /** Why a blocked task waits; it may be empty. */
  reason: v.optional(v.string()),
  /** When it was done, moved or blocked, or began to age. */
  at: v.number(),
});

/** As `Cell` of shared/reports.ts. */
export const reportCell = v.object({
  channelId: v.optional(v.id("channels")),
  assignee: v.string(),
  doneByDay: v.array(v.number()),
  moved: v.number(),
  blocked: v.number(),
  ageing: v.number(),
});

/** How the board of a channel flows: what its report says, in a few figures. */
export const boardFigures = v.object({
  channelId: v.id("channels"),
  /** In the week, and in a week on average of the few before it. */
  done: v.number(),
  usual: v.number(),
  /** What half of the tasks done in all of them took from their beginning, in ms; absent where that is not known of any. */
  halfMs: v.optional(v.number()),
  /** More were done than were counted: the sums are the least there are. */
  isCut: v.boolean(),
  /** What has been in progress for longest, of what is ageing. */
  oldest: v.array(reportTask),
});

/**
 * What became of the tasks of one person's channels in a week. Every entry names its channel, so that others can be
 * shown less of it; sums are made of the cells (shared/reports.ts).
 */
export const reportContent = v.object({
  kind: v.literal("weeklyReport"),
  name: v.string(),
  /** The week's Monday where the person is, "2026-11-16". */
  week: v.string(),
  from: v.number(),
  until: v.number(),
  cells: v.array(reportCell),
  /** Of the boards with the most in the report, `LIMITS.reportBoards` at most; mails from before this was told have none. */
  boards: v.optional(v.array(boardFigures)),
  /** More tasks than are counted: the sums are the least there are. */
  isCut: v.boolean(),
  channels: v.array(v.object({ channelId: v.id("channels"), name: v.string() })),
  people: v.array(v.object({ userId: v.id("users"), name: v.string() })),
  /** The newest of each, `LIMITS.reportItems` at most; of the ageing ones the oldest. */
  done: v.array(reportTask),
  moved: v.array(reportTask),
  blocked: v.array(reportTask),
  ageing: v.array(reportTask),
});
