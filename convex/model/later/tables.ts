import { defineTable } from "convex/server";
import { v } from "convex/values";

/** Messages that are sent at a time that their author has chosen: see model/later/scheduledMessages.ts. */
export const scheduledMessages = defineTable({
  authorId: v.id("users"),
  channelId: v.id("channels"),
  threadId: v.optional(v.id("messages")),
  text: v.string(),
  /** In the state `held`. */
  fileIds: v.optional(v.array(v.id("files"))),
  /** Chosen by the author's client, for this row and for the message that comes of it. */
  clientId: v.optional(v.string()),
  sendAt: v.number(),
  /** Why it was not sent, as the code of a refusal: it stays until its author changes or removes it. */
  failure: v.optional(v.string()),
  /** How often it was found late. */
  rounds: v.optional(v.number()),
})
  .index("by_authorId_and_failure_and_sendAt", ["authorId", "failure", "sendAt"])
  .index("by_authorId_and_clientId", ["authorId", "clientId"])
  .index("by_failure_and_sendAt", ["failure", "sendAt"])
  .index("by_channelId", ["channelId"]);

/** What a person wants to be told of once: see model/later/reminders.ts. It goes when it has been told. */
export const reminders = defineTable({
  userId: v.id("users"),
  /** What it is of: one of the two. */
  messageId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  at: v.number(),
  /** Of a task: so many minutes before its due time, which it follows. */
  before: v.optional(v.number()),
  rounds: v.optional(v.number()),
})
  .index("by_userId_and_at", ["userId", "at"])
  .index("by_at", ["at"])
  .index("by_messageId", ["messageId"])
  .index("by_taskId_and_before", ["taskId", "before"]);
