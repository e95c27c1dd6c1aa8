import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { FOLLOW_REASONS, NOTICE_KINDS, TASK_CHANGES } from "../../shared/notices";
import { LEVELS } from "../../shared/ringing/levels";

/**
 * What concerns a person, what they have seen of it and what they have done with it: one row per person and thing, none for
 * what they did themselves. The things are messages that name them, threads with replies, messages of theirs with reactions,
 * their tasks, what these wait for, channels, requests, and automations of theirs. See notices.ts.
 */
export const notices = defineTable({
  userId: v.id("users"),
  kind: literals(...NOTICE_KINDS),
  /** Where it is; absent for a task in no channel. */
  channelId: v.optional(v.id("channels")),
  threadId: v.optional(v.id("messages")),
  /** Of a thread the newest reply that its follower was told of. */
  messageId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  /** The one that waits for the task, or that the task waited for. */
  otherTaskId: v.optional(v.id("tasks")),
  /** As one of which group they are told. */
  groupId: v.optional(v.id("groups")),
  requestId: v.optional(v.id("accessRequests")),
  automationId: v.optional(v.id("automations")),
  /** What a reminder is of: one of the two. */
  reminderOf: v.optional(
    v.object({ messageId: v.optional(v.id("messages")), taskId: v.optional(v.id("tasks")) }),
  ),
  /** Whose doing it was, the last time. */
  actorId: v.optional(v.id("users")),
  /** When the message was posted, else when it was done. */
  postedAt: v.number(),
  /** Of the message, else of the last thing that happened: what positions compare with, and the order of the inbox. */
  commitTs: v.commitTs(),
  /**
   * "byPosition": the reading position of the channel, or of the thread, says whether it was seen. "withdrawn": it was
   * taken back.
   */
  state: literals("byPosition", "unread", "read", "withdrawn"),
  /** Its person has dealt with it; until when they want to hear nothing of it. */
  doneAt: v.optional(v.number()),
  snoozedUntil: v.optional(v.number()),
  /** Of reactions: `commitTs` of the last one that was seen. Of a thread: where it was read up to before this was seen. */
  seenTs: v.optional(v.int64()),
  /** Of a task: what others have changed since it was seen. */
  changes: v.optional(v.array(literals(...TASK_CHANGES))),
})
  .index("by_userId_and_state_and_commitTs", ["userId", "state", "commitTs"])
  .index("by_userId_and_state_and_channelId_and_threadId_and_commitTs", [
    "userId",
    "state",
    "channelId",
    "threadId",
    "commitTs",
  ])
  .index("by_userId_and_commitTs", ["userId", "commitTs"])
  .index("by_userId_and_kind_and_commitTs", ["userId", "kind", "commitTs"])
  .index("by_messageId_and_kind_and_userId", ["messageId", "kind", "userId"])
  .index("by_threadId_and_userId_and_kind", ["threadId", "userId", "kind"])
  .index("by_taskId_and_kind_and_userId", ["taskId", "kind", "userId"])
  .index("by_otherTaskId_and_kind", ["otherTaskId", "kind"])
  .index("by_requestId", ["requestId"])
  .index("by_automationId", ["automationId"])
  .index("by_channelId", ["channelId"]);

/** Who is told of what happens to a task, beside its assignee, with what their list is sorted by: see watchers.ts. */
export const taskWatchers = defineTable({
  taskId: v.id("tasks"),
  userId: v.id("users"),
  /** Neither done nor deleted; absent, as what follows, where the task has not changed since rows say it. */
  isOpen: v.optional(v.boolean()),
  dueDate: v.optional(v.number()),
  /** The `_creationTime` of the task. */
  madeAt: v.optional(v.number()),
})
  .index("by_taskId_and_userId", ["taskId", "userId"])
  .index("by_userId_and_isOpen_and_dueDate_and_madeAt", ["userId", "isOpen", "dueDate", "madeAt"]);

/** Who follows a thread, or did once, and how far they have read it: a row of one's own for each. See follows.ts. */
export const threadFollows = defineTable({
  userId: v.id("users"),
  threadId: v.id("messages"),
  channelId: v.id("channels"),
  /** `commitTs` of the last reply read. */
  lastReadTs: v.commitTs(),
  isFollowing: v.boolean(),
  reason: literals(...FOLLOW_REASONS),
  /** Of what they are rung in it, where they have chosen that, and when they last did. */
  level: v.optional(literals(...LEVELS)),
  leveledAt: v.optional(v.number()),
})
  .index("by_userId_and_threadId", ["userId", "threadId"])
  .index("by_userId_and_channelId", ["userId", "channelId"])
  .index("by_userId_and_isFollowing_and_lastReadTs", ["userId", "isFollowing", "lastReadTs"])
  .index("by_threadId_and_isFollowing", ["threadId", "isFollowing"])
  .index("by_channelId", ["channelId"]);
