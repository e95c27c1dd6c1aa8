import { literals } from "convex-helpers/validators";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { emailContent } from "./model/emailContent";
import { webhookEvents } from "./model/webhookContent";
import { DIGEST_DAYS } from "./shared/digests";
import { EMAIL_KINDS, EMAIL_STATES } from "./shared/emails";
import { MENTION_DELAYS } from "./shared/mentions";
import { mentions, threadMentions } from "./model/mentionTables";
import { verdict, answer } from "./model/verdicts";
import { AI_MODES, CATEGORY_SOURCES, TASK_CATEGORIES, TASK_STATUSES } from "./shared/tasks";

/**
 * One deployment is one workspace. What changes with every message (`channelHeads`, `readPositions`)
 * has tables of its own, so that a new message wakes nobody who read a channel or a membership.
 */
export default defineSchema({
  users: defineTable({
    /** Issuer and subject of the person's sign-in; changes when the workspace moves to another one. */
    tokenIdentifier: v.string(),
    name: v.string(),
    /** Lower case. Unverified in the embedded sign-in. */
    email: v.optional(v.string()),
    role: literals("admin", "member"),
    imageUrl: v.optional(v.string()),
    deactivatedAt: v.optional(v.number()),
    /** A ban where they sign in deactivated them, and its end there undoes it. */
    isBanned: v.optional(v.boolean()),
    /** What the sign-in last said: a name chosen here stays until it says another. `updatedAt` is its clock's. */
    signIn: v.optional(v.object({ name: v.string(), updatedAt: v.number() })),
    /** Sees only categories that people chose, and no provider reads what this person writes. */
    hidesAi: v.optional(v.boolean()),
  })
    .index("by_tokenIdentifier", ["tokenIdentifier"])
    .index("by_email", ["email"])
    .index("by_role_and_deactivatedAt", ["role", "deactivatedAt"]),

  channels: defineTable({
    /** In the normal form of shared/channelNames.ts; empty for a direct conversation. */
    name: v.string(),
    kind: literals("public", "private", "direct"),
    description: v.string(),
    createdBy: v.id("users"),
    archivedAt: v.optional(v.number()),
    /** The channel everybody is in. */
    isDefault: v.optional(v.boolean()),
    /** Of a direct conversation only: its people for good, sorted, and the same as one string. */
    directMemberIds: v.optional(v.array(v.id("users"))),
    directKey: v.optional(v.string()),
    /** Missing in channels from before it: their head is looked up. */
    headId: v.optional(v.id("channelHeads")),
  })
    .index("by_kind_and_name", ["kind", "name"])
    .index("by_directKey", ["directKey"])
    .index("by_isDefault", ["isDefault"]),

  channelHeads: defineTable({
    channelId: v.id("channels"),
    /** `_creationTime` of the newest message outside threads, deleted or not; 0 before the first. */
    lastMessageAt: v.number(),
    /** As `headView` of model/unread.ts has them; a list is left from before they were one text. */
    recentTimes: v.optional(v.union(v.string(), v.array(v.number()))),
    /** Left from before `memberCounts`. */
    memberCount: v.optional(v.number()),
  }).index("by_channelId", ["channelId"]),

  /** How many active people are in a public channel: see model/memberCounts.ts. */
  memberCounts: defineTable({ channelId: v.id("channels"), count: v.number() }).index("by_channelId", [
    "channelId",
  ]),

  memberships: defineTable({
    channelId: v.id("channels"),
    userId: v.id("users"),
    joinedAt: v.number(),
  })
    .index("by_channelId_and_userId", ["channelId", "userId"])
    .index("by_userId", ["userId"]),

  /** How far each person has read their channels: see model/readPositions.ts. */
  readPositions: defineTable({
    userId: v.id("users"),
    /** `_creationTime` of the last message read; 0 when nothing was. */
    lastReadAt: v.record(v.id("channels"), v.number()),
    /** `_creationTime` of the person's own messages after that; only where something was marked unread. */
    ownTimes: v.optional(v.record(v.id("channels"), v.array(v.number()))),
  }).index("by_userId", ["userId"]),

  /** Left from before `readPositions`, one for each person and channel. */
  readCursors: defineTable({
    channelId: v.id("channels"),
    userId: v.id("users"),
    lastReadAt: v.number(),
    ownTimes: v.optional(v.array(v.number())),
  }).index("by_userId_and_channelId", ["userId", "channelId"]),

  mentions,
  threadMentions,

  messages: defineTable({
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
  })
    .index("by_channel", ["channelId", "threadId"])
    .index("by_authorId_and_clientId", ["authorId", "clientId"]),

  reactions: defineTable({
    messageId: v.id("messages"),
    userId: v.id("users"),
    emoji: v.string(),
  })
    .index("by_messageId", ["messageId"])
    .index("by_messageId_and_userId_and_emoji", ["messageId", "userId", "emoji"]),

  tasks: defineTable({
    /** 42 of "T-42"; never used twice. */
    number: v.number(),
    title: v.string(),
    description: v.string(),
    status: literals(...TASK_STATUSES),
    /** Place in the column; unique in it, deleted tasks included. */
    rank: v.string(),
    assigneeId: v.optional(v.id("users")),
    /** When somebody else made it the assignee's. */
    assignedAt: v.optional(v.number()),
    /** Epoch ms of the start of the day, in the time zone of the person who set it. */
    dueDate: v.optional(v.number()),
    tags: v.array(v.string()),
    channelId: v.optional(v.id("channels")),
    createdBy: v.id("users"),
    category: v.optional(literals(...TASK_CATEGORIES)),
    /** Absent until the task was categorised; "person" without a category: somebody wants none. */
    categorySource: v.optional(literals(...CATEGORY_SOURCES)),
    /** The message it was made from. */
    fromMessageId: v.optional(v.id("messages")),
    completedAt: v.optional(v.number()),
    /** When it came into its column from another one. Absent: it was made there. */
    movedAt: v.optional(v.number()),
    /** What it waits for, as people wrote it, possibly nothing; absent while it is not blocked. */
    blockedReason: v.optional(v.string()),
    blockedAt: v.optional(v.number()),
    deletedAt: v.optional(v.number()),
  })
    .index("by_status_and_rank", ["status", "rank"])
    .index("by_assigneeId_and_deletedAt_and_status", ["assigneeId", "deletedAt", "status"])
    .index("by_deletedAt_and_status_and_rank", ["deletedAt", "status", "rank"])
    .index("by_channelId_and_deletedAt_and_status_and_rank", ["channelId", "deletedAt", "status", "rank"])
    .index("by_deletedAt_and_categorySource", ["deletedAt", "categorySource"])
    .index("by_channelId_and_deletedAt_and_completedAt", ["channelId", "deletedAt", "completedAt"])
    .index("by_channelId_and_deletedAt_and_status_and_movedAt", [
      "channelId",
      "deletedAt",
      "status",
      "movedAt",
    ])
    .index("by_channelId_and_deletedAt_and_blockedAt", ["channelId", "deletedAt", "blockedAt"]),

  /** How the newest content of each task was categorised. */
  categorisations: defineTable({
    taskId: v.id("tasks"),
    /** Of the content that was judged: the same content is judged once. */
    contentHash: v.string(),
    /** "asking": a provider has been asked. "retry": it failed, and the sweep asks again. */
    state: literals("decided", "asking", "retry"),
    /** Whose change it was: their budget pays. */
    askedBy: v.id("users"),
    askedAt: v.optional(v.number()),
    /** How often a provider was asked about this content, the retries of one call counted as one. */
    askedCount: v.number(),
    /** What the rules say, also when a provider decided. */
    rules: verdict,
    answer: v.optional(answer),
    error: v.optional(v.string()),
  })
    .index("by_taskId", ["taskId"])
    .index("by_state_and_askedAt", ["state", "askedAt"]),

  /** What people chose instead of what was decided: the examples the rules learn from. */
  corrections: defineTable({
    taskId: v.id("tasks"),
    title: v.string(),
    category: literals(...TASK_CATEGORIES),
  }).index("by_taskId", ["taskId"]),

  /** One row, from the first change by an admin. */
  aiSettings: defineTable({
    mode: literals(...AI_MODES),
    /** Tokens, sent and received, that providers may use in a calendar month (UTC). */
    monthlyTokens: v.number(),
  }),

  aiUsage: defineTable({
    /** "2026-11", UTC. */
    month: v.string(),
    /** Absent: everybody's sum. */
    userId: v.optional(v.id("users")),
    requests: v.number(),
    inputTokens: v.number(),
    outputTokens: v.number(),
    /** Millionths of a US dollar. */
    costMicros: v.number(),
    /** Requests of the last day with any, "2026-11-21" UTC. */
    day: v.string(),
    dayRequests: v.number(),
  }).index("by_month_and_userId", ["month", "userId"]),

  /** Every mail, before and after it is sent: see model/emails.ts. */
  emails: defineTable({
    kind: literals(...EMAIL_KINDS),
    /** The member it is for; a person who is invited is none yet. */
    userId: v.optional(v.id("users")),
    to: v.string(),
    subject: v.string(),
    content: emailContent,
    status: literals(...EMAIL_STATES),
    attempts: v.number(),
    /** Of a queued mail: when it is due. Of one being sent: until when its sender has it. Else when it ended. */
    dueAt: v.number(),
    /** The same mail is queued once, and a provider that has seen the key sends it once. */
    idempotencyKey: v.string(),
    transport: v.optional(v.string()),
    error: v.optional(v.string()),
  })
    .index("by_status_and_dueAt", ["status", "dueAt"])
    .index("by_idempotencyKey", ["idempotencyKey"]),

  /** What a person wants to be mailed, and when they next are. */
  mailSettings: defineTable({
    userId: v.id("users"),
    /** IANA name. Follows the browser until the person chooses one. */
    timeZone: v.string(),
    isZoneChosen: v.boolean(),
    digestDays: literals(...DIGEST_DAYS),
    /** 0 to 23, in their time zone. */
    digestHour: v.number(),
    /** When the next digest is due; absent while they want none. */
    nextDigestAt: v.optional(v.number()),
    /** What was assigned since is new in the next digest. */
    lastDigestAt: v.number(),
    /** Absent: they want it, and have changed no setting since there is one. */
    weeklyReport: v.optional(v.boolean()),
    /** When the next weekly report is due; absent while they want none. */
    nextReportAt: v.optional(v.number()),
    /** How long a mention waits to be read before it is mailed; absent: `DEFAULT_MENTION_DELAY`. */
    mentionMinutes: v.optional(literals(...MENTION_DELAYS)),
    /** `_creationTime` of the first message with a mention that waits, and when it is mailed with those that followed. */
    mentionsSince: v.optional(v.number()),
    nextMentionsAt: v.optional(v.number()),
  })
    .index("by_userId", ["userId"])
    .index("by_nextDigestAt", ["nextDigestAt"])
    .index("by_nextReportAt", ["nextReportAt"])
    .index("by_nextMentionsAt", ["nextMentionsAt"]),

  /** When a person last had Tandem before them, to a few minutes. */
  looks: defineTable({ userId: v.id("users"), at: v.number() }).index("by_userId", ["userId"]),

  /** Links of mails that did their work: they do it once. Kept until they would have expired. */
  usedLinks: defineTable({ signature: v.string(), expiresAt: v.number() })
    .index("by_signature", ["signature"])
    .index("by_expiresAt", ["expiresAt"]),

  /** Signs the links of mails. One row, made by the first sender, since only actions have true randomness. */
  linkKeys: defineTable({ key: v.string() }),

  webhookEvents,

  /** The last run of each cron. */
  cronRuns: defineTable({
    name: v.string(),
    startedAt: v.number(),
    /** Absent while it runs, and for good when it was cut off. */
    durationMs: v.optional(v.number()),
    error: v.optional(v.string()),
  }).index("by_name", ["name"]),

  /** Addresses that refused mail for good: nothing is sent there again until an admin lifts it. */
  suppressions: defineTable({ email: v.string(), reason: v.string() }).index("by_email", ["email"]),

  /** The last number given out, per thing that is counted. */
  counters: defineTable({
    name: literals("tasks", "users"),
    value: v.number(),
  }).index("by_name", ["name"]),
});
