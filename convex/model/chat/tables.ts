import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";

export const channels = defineTable({
  /** The name in the normal form of shared/channelNames.ts; empty for a direct conversation. */
  name: v.string(),
  kind: literals("public", "private", "direct"),
  description: v.string(),
  createdBy: v.id("users"),
  archivedAt: v.optional(v.number()),
  /** The same for lists. */
  isArchived: v.boolean(),
  /** The channel everybody is in. */
  isDefault: v.optional(v.boolean()),
  /** Only direct conversations have these: their people for good, sorted, and the same as one string. */
  directMemberIds: v.optional(v.array(v.id("users"))),
  directKey: v.optional(v.string()),
  /** Set in the transaction that makes the channel. */
  headId: v.optional(v.id("channelHeads")),
})
  .index("by_kind_and_name", ["kind", "name"])
  .index("by_kind_and_isArchived_and_name", ["kind", "isArchived", "name"])
  .searchIndex("by_text", { searchField: "name", filterFields: ["kind", "isArchived"] })
  .index("by_directKey", ["directKey"])
  .index("by_isDefault", ["isDefault"]);

export const channelHeads = defineTable({
  channelId: v.id("channels"),
  /** `_creationTime` of the newest message outside threads, deleted or not; 0 before the first. */
  lastMessageAt: v.number(),
  /** `headView` of model/chat/unread.ts describes the form. */
  recentTimes: v.string(),
});

/** How many active people are in a public channel: see model/chat/memberCounts.ts. */
export const memberCounts = defineTable({ channelId: v.id("channels"), count: v.number() }).index(
  "by_channelId",
  ["channelId"],
);

export const memberships = defineTable({
  channelId: v.id("channels"),
  userId: v.id("users"),
  joinedAt: v.number(),
  /** Whether the person is deactivated: listed after the others, and not counted. */
  isDeactivated: v.boolean(),
})
  .index("by_channelId_and_userId", ["channelId", "userId"])
  .index("by_channelId_and_isDeactivated", ["channelId", "isDeactivated"])
  .index("by_userId", ["userId"]);

/** How far each person has read their channels: see model/chat/readPositions.ts. */
export const readPositions = defineTable({
  userId: v.id("users"),
  /** `_creationTime` of the last message read; 0 when nothing was. */
  lastReadAt: v.record(v.id("channels"), v.number()),
  /** `_creationTime` of the person's own messages after that; only where something was marked unread. */
  ownTimes: v.optional(v.record(v.id("channels"), v.array(v.number()))),
}).index("by_userId", ["userId"]);

export const messages = defineTable({
  channelId: v.id("channels"),
  authorId: v.id("users"),
  text: v.string(),
  /** The time shown. Order is by `_creationTime`; the two differ in the demo workspace only. */
  sentAt: v.number(),
  /** Chosen by the author's client: the same one twice is one message. */
  clientId: v.optional(v.string()),
  /** The first message of the thread this one replies in. */
  threadId: v.optional(v.id("messages")),
  mentions: v.array(v.id("users")),
  reactionCount: v.number(),
  replyCount: v.number(),
  lastReplyAt: v.optional(v.number()),
  editedAt: v.optional(v.number()),
  deletedAt: v.optional(v.number()),
  /** Who deleted it: what somebody else deleted its author cannot restore. */
  deletedBy: v.optional(v.id("users")),
  /** The task that was made from it. */
  taskId: v.optional(v.id("tasks")),
})
  .index("by_channel", ["channelId", "threadId"])
  .index("by_authorId_and_clientId", ["authorId", "clientId"]);

export const reactions = defineTable({
  messageId: v.id("messages"),
  userId: v.id("users"),
  emoji: v.string(),
})
  .index("by_messageId", ["messageId"])
  .index("by_messageId_and_userId_and_emoji", ["messageId", "userId", "emoji"]);
