import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { NOTICE_KINDS } from "../../shared/notices";

/** What concerns a person and what they have seen of it: one row per person and thing, none for what they did themselves. */
export const notices = defineTable({
  userId: v.id("users"),
  kind: literals(...NOTICE_KINDS),
  /** Where it is; absent for a task in no channel. */
  channelId: v.optional(v.id("channels")),
  threadId: v.optional(v.id("messages")),
  messageId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  /** What a reminder is of: one of the two. */
  reminderOf: v.optional(
    v.object({ messageId: v.optional(v.id("messages")), taskId: v.optional(v.id("tasks")) }),
  ),
  /** Whose doing it was. */
  actorId: v.optional(v.id("users")),
  /** When the message was posted, else when it was done. */
  postedAt: v.number(),
  /** Of the message, else of the notice: what positions compare with. */
  commitTs: v.commitTs(),
  /**
   * "byPosition": outside threads the reading position of the channel says whether it was seen. "withdrawn": it was
   * taken back before it was seen.
   */
  state: literals("byPosition", "unread", "read", "withdrawn"),
})
  .index("by_userId_and_state_and_commitTs", ["userId", "state", "commitTs"])
  .index("by_userId_and_state_and_channelId_and_threadId_and_commitTs", [
    "userId",
    "state",
    "channelId",
    "threadId",
    "commitTs",
  ])
  .index("by_messageId", ["messageId"])
  .index("by_taskId_and_userId", ["taskId", "userId"]);
