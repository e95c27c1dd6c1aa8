import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { boardLine } from "./boardLine";

export const channels = defineTable({
  /** The name in the normal form of shared/chat/channelNames.ts; empty for a direct conversation. */
  name: v.string(),
  kind: literals("public", "private", "direct"),
  description: v.string(),
  /** What it is about these days; absent for nothing. */
  topic: v.optional(v.string()),
  createdBy: v.id("users"),
  /** Who manages it besides the admins; whoever made it, where it is absent. */
  ownerIds: v.optional(v.array(v.id("users"))),
  /** Who may write, where not every member may. */
  posting: v.optional(literals("owners", "nobody")),
  /** Who may call everybody in it, where not every member may. */
  calling: v.optional(literals("owners")),
  /** Whether new members of the workspace are in it from the beginning. */
  isForNewcomers: v.optional(v.boolean()),
  archivedAt: v.optional(v.number()),
  /** The same for lists. */
  isArchived: v.boolean(),
  /** The channel everybody is in. */
  isDefault: v.optional(v.boolean()),
  /** Only direct conversations have these: their people for good, sorted, and the same as one string. */
  directMemberIds: v.optional(v.array(v.id("users"))),
  directKey: v.optional(v.string()),
  /** Set with the first task, and never taken back: who reads the workspace's board asks only those that had any. */
  hasTasks: v.optional(v.boolean()),
})
  .index("by_kind_and_name", ["kind", "name"])
  .index("by_kind_and_isArchived_and_name", ["kind", "isArchived", "name"])
  .searchIndex("by_text", { searchField: "name", filterFields: ["kind", "isArchived"] })
  .index("by_directKey", ["directKey"])
  .index("by_isDefault", ["isDefault"])
  .index("by_isForNewcomers", ["isForNewcomers"]);

/** Channels that others may read from now on: what of them has been put right. See model/conversions. */
export const conversions = defineTable({
  channelId: v.id("channels"),
  /** What the channel becomes. */
  kind: literals("public", "private"),
  actorId: v.id("users"),
  /** What is looked through now, and how far. */
  phase: literals("tasks", "messages", "notes", "files"),
  cursor: v.union(v.string(), v.null()),
  /** Rows of the page behind the cursor that are put right. */
  skipped: v.number(),
}).index("by_channelId", ["channelId"]);

/** Channels that are being deleted: nobody is in them any more. What has been removed: see model/deletions. */
export const deletions = defineTable({
  channelId: v.id("channels"),
  /** Who deleted it. */
  actorId: v.id("users"),
  /** What is removed now; see `STEPS`. */
  phase: v.string(),
  /** Rows at the beginning of the phase that could not be removed, and where a search through a whole table has come to. */
  skipped: v.number(),
  after: v.number(),
  /** When it last went on. */
  at: v.number(),
  /** Why something could not be removed, the last time: it is tried again with the next clean-up. */
  error: v.optional(v.string()),
})
  .index("by_channelId", ["channelId"])
  .index("by_at", ["at"]);

/**
 * What is known of the messages of a channel outside threads, or of one thread's replies: a row for each of the newest, and
 * one for all before them. See model/chat/heads.ts.
 */
export const heads = defineTable({
  channelId: v.id("channels"),
  threadId: v.optional(v.id("messages")),
  /** `commitTs` of its last message. */
  foldedTs: v.commitTs(),
  /** Where the newest few messages begin, which are read again with each one more: see shared/chat/tails.ts. */
  tailTs: v.int64(),
  /** Messages since then that are not deleted. */
  sinceTail: v.number(),
  /** Of the first row, while messages come one after the other: when it is folded next. */
  nextFoldTs: v.optional(v.int64()),
  /** Messages that are not deleted. */
  count: v.number(),
  /** Of the newest message, deleted or not. */
  lastMessageAt: v.number(),
  /** `sentAt` of the newest that is not deleted. */
  lastSentAt: v.optional(v.number()),
  /** `timesText` of the newest messages that are not deleted, `LIMITS.unreadCounted` at most. */
  recentTimes: v.string(),
}).index("by_channelId_and_threadId_and_foldedTs", ["channelId", "threadId", "foldedTs"]);

/** Channels where a crowd is told of many messages together: up to which `commitTs` it was. See model/chat/heads.ts. */
export const rhythms = defineTable({
  channelId: v.id("channels"),
  toldTs: v.int64(),
}).index("by_channelId", ["channelId"]);

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

/** Who asks to be let into a private channel: see model/chat/accessRequests.ts. */
export const accessRequests = defineTable({
  channelId: v.id("channels"),
  userId: v.id("users"),
  askedAt: v.number(),
})
  .index("by_channelId_and_userId", ["channelId", "userId"])
  .index("by_userId", ["userId"]);

/** How far each person has read each of their channels: see model/chat/readPositions.ts. */
export const readPositions = defineTable({
  userId: v.id("users"),
  channelId: v.id("channels"),
  /** `commitTs` of the last message read; 0 when nothing was. */
  lastReadTs: v.commitTs(),
  /** `commitTs` of the person's own messages after that; only where something was marked unread. */
  ownTimes: v.optional(v.array(v.int64())),
})
  .index("by_userId_and_channelId", ["userId", "channelId"])
  .index("by_channelId", ["channelId"]);

export const messages = defineTable({
  channelId: v.id("channels"),
  authorId: v.id("users"),
  text: v.string(),
  /** The place in the order of the channel, and what reading positions compare with: no commit comes before another's. */
  commitTs: v.commitTs(),
  /** The time shown. */
  sentAt: v.number(),
  /** Chosen by the author's client: the same one twice is one message. */
  clientId: v.optional(v.string()),
  /** The first message of the thread this one replies in. */
  threadId: v.optional(v.id("messages")),
  mentions: v.array(v.id("users")),
  /** Whom else it calls: everybody in the channel, or those of them who were here. */
  calls: v.optional(literals("channel", "here")),
  /** And the groups whose people it tells, as it was posted. */
  groups: v.optional(v.array(v.id("groups"))),
  /** Its author said that it cannot wait. */
  isUrgent: v.optional(v.literal(true)),
  /** In the order they are shown. */
  fileIds: v.optional(v.array(v.id("files"))),
  /** In the order of its links, and those links whose previews somebody took off it, with who did. */
  linkPreviewIds: v.optional(v.array(v.id("linkPreviews"))),
  hiddenLinks: v.optional(v.array(v.object({ url: v.string(), by: v.id("users") }))),
  /** Set with the first reaction and the first reply, and never taken back: who has none is not asked for them. */
  hasReactions: v.optional(v.boolean()),
  hasReplies: v.optional(v.boolean()),
  editedAt: v.optional(v.number()),
  deletedAt: v.optional(v.number()),
  /** Who deleted it: what somebody else deleted its author cannot restore. */
  deletedBy: v.optional(v.id("users")),
  /** Who pinned it for all who read it. */
  pinnedBy: v.optional(v.id("users")),
  /** Who said that its thread is settled. */
  resolvedBy: v.optional(v.id("users")),
  /** Of a reply that was sent to the channel too: its copy there; and of the copy the reply, with its thread. */
  copyId: v.optional(v.id("messages")),
  fromReplyId: v.optional(v.id("messages")),
  fromThreadId: v.optional(v.id("messages")),
  /** The task that was made from it. */
  taskId: v.optional(v.id("tasks")),
  /** Of what a board says. */
  line: v.optional(boardLine),
  /** By which automation it was written, for its author. */
  automationId: v.optional(v.id("automations")),
})
  .index("by_channelId_and_threadId_and_commitTs", ["channelId", "threadId", "commitTs"])
  .index("by_authorId_and_clientId", ["authorId", "clientId"]);

/** Messages that a person has saved for later, for themselves. */
export const saves = defineTable({
  userId: v.id("users"),
  messageId: v.id("messages"),
  channelId: v.id("channels"),
})
  .index("by_userId", ["userId"])
  .index("by_userId_and_messageId", ["userId", "messageId"])
  .index("by_userId_and_channelId", ["userId", "channelId"])
  .index("by_channelId", ["channelId"]);

/** Links that a channel keeps at hand, in its order: see bookmarks.ts. */
export const bookmarks = defineTable({
  channelId: v.id("channels"),
  /** As shared/chat/bookmarks.ts keeps addresses: of a page, of mail, or a path in the app. */
  url: v.string(),
  title: v.string(),
  emoji: v.optional(v.string()),
  /** The order among those of its channel. */
  place: v.number(),
}).index("by_channelId_and_place", ["channelId", "place"]);

/** People who are named together, as "@" and a handle. One that was deleted keeps its row, and texts that name it their sense. */
export const groups = defineTable({
  /** In the normal form of shared/chat/channelNames.ts. */
  handle: v.string(),
  name: v.string(),
  /** Of its people those who are not deactivated. */
  memberCount: v.number(),
  isDeleted: v.boolean(),
}).index("by_isDeleted_and_handle", ["isDeleted", "handle"]);

export const groupMembers = defineTable({
  groupId: v.id("groups"),
  userId: v.id("users"),
  /** Whether the person is deactivated: listed after the others, not counted and not told. */
  isDeactivated: v.boolean(),
})
  .index("by_groupId_and_isDeactivated", ["groupId", "isDeactivated"])
  .index("by_groupId_and_userId", ["groupId", "userId"])
  .index("by_userId", ["userId"]);

/** What people have added to the standard emoji, written `:name:`. */
export const emoji = defineTable({
  name: v.string(),
  /** A file in the state `picture`: another picture is another one. */
  pictureId: v.id("files"),
  addedBy: v.id("users"),
}).index("by_name", ["name"]);

export const reactions = defineTable({
  messageId: v.id("messages"),
  userId: v.id("users"),
  emoji: v.string(),
  commitTs: v.commitTs(),
})
  .index("by_messageId_and_commitTs", ["messageId", "commitTs"])
  .index("by_messageId_and_userId_and_emoji", ["messageId", "userId", "emoji"]);
