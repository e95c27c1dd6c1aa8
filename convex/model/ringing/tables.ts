import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { CAUSES } from "../../shared/ringing/decide";

/** That a person is rung of something, once: a row of their own for each, which goes after a day. See rings.ts. */
export const rings = defineTable({
  userId: v.id("users"),
  /** Why. */
  cause: literals(...CAUSES),
  channelId: v.optional(v.id("channels")),
  threadId: v.optional(v.id("messages")),
  messageId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  /** Of what is no message. */
  noticeId: v.optional(v.id("notices")),
  actorId: v.optional(v.id("users")),
  at: v.number(),
  commitTs: v.commitTs(),
})
  .index("by_userId_and_commitTs", ["userId", "commitTs"])
  .index("by_userId_and_messageId", ["userId", "messageId"])
  .index("by_at", ["at"])
  .index("by_channelId", ["channelId"]);
