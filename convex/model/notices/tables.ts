import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";

/** One row per person that a message outside threads mentions, its author left out. */
export const mentions = defineTable({
  userId: v.id("users"),
  channelId: v.id("channels"),
  /** `_creationTime` of the message. */
  postedAt: v.number(),
  messageId: v.id("messages"),
})
  .index("by_userId_and_channelId_and_postedAt", ["userId", "channelId", "postedAt"])
  .index("by_userId_and_postedAt", ["userId", "postedAt"])
  .index("by_messageId", ["messageId"]);

/** One row per person that a reply mentions, its author left out: see model/notices/threadMentions.ts. */
export const threadMentions = defineTable({
  userId: v.id("users"),
  channelId: v.id("channels"),
  threadId: v.id("messages"),
  messageId: v.id("messages"),
  /** `_creationTime` of the reply. */
  postedAt: v.number(),
  /** "withdrawn": it was deleted before it was read. */
  state: literals("unread", "read", "withdrawn"),
})
  .index("by_userId_and_state_and_postedAt", ["userId", "state", "postedAt"])
  .index("by_userId_and_state_and_channelId_and_threadId", ["userId", "state", "channelId", "threadId"])
  .index("by_messageId", ["messageId"]);
