import { defineTable } from "convex/server";
import { v } from "convex/values";

/** What a person has typed and not sent, once for all their devices: a row for each place. */
export const drafts = defineTable({
  userId: v.id("users"),
  /** Of a channel or of a thread in it; a task has none here, since it may move. */
  channelId: v.optional(v.id("channels")),
  threadId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  /** As it travels, with mentions as `<@id>`. */
  text: v.string(),
  changedAt: v.number(),
})
  .index("by_userId_and_changedAt", ["userId", "changedAt"])
  .index("by_userId_and_channelId_and_threadId_and_taskId", ["userId", "channelId", "threadId", "taskId"])
  .index("by_channelId", ["channelId"])
  .index("by_taskId", ["taskId"]);
