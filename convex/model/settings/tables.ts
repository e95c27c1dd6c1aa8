import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { DIGEST_DAYS } from "../../shared/digests";
import { MENTION_DELAYS } from "../../shared/mentions";
import { LEVELS } from "../../shared/ringing/levels";

/** What a person wants to be mailed, and when they next are. */
export const mailSettings = defineTable({
  userId: v.id("users"),
  /** Below `MAIL_LANES`, by chance: people whose time comes at once are mailed side by side. */
  lane: v.number(),
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
  weeklyReport: v.boolean(),
  /** When the next weekly report is due; absent while they want none. */
  nextReportAt: v.optional(v.number()),
  /** How long a mention waits to be read before it is mailed; 0: it is not mailed. */
  mentionMinutes: literals(...MENTION_DELAYS),
  /** `_creationTime` of the first message with a mention that waits, and when it is mailed with those that followed. */
  mentionsSince: v.optional(v.number()),
  nextMentionsAt: v.optional(v.number()),
})
  .index("by_userId", ["userId"])
  .index("by_lane_and_nextDigestAt", ["lane", "nextDigestAt"])
  .index("by_lane_and_nextReportAt", ["lane", "nextReportAt"])
  .index("by_lane_and_nextMentionsAt", ["lane", "nextMentionsAt"]);

/** What everybody calls the workspace, its picture, and what its people may do. One row, once an admin has chosen something. */
export const workspace = defineTable({
  name: v.string(),
  /** A small square picture in the file storage. */
  imageId: v.optional(v.id("_storage")),
  /** Absent: everybody adds emoji. */
  onlyAdminsAddEmoji: v.optional(v.literal(true)),
  /** Whether links in messages show what they lead to; absent for yes. */
  hasLinkPreviews: v.optional(v.boolean()),
  /** Of what people are rung who have chosen nothing; absent for the usual. */
  level: v.optional(literals(...LEVELS)),
});

const span = v.object({ from: v.number(), until: v.number() });

/** Of what a person is rung, where they have chosen something; when not is in their row of `users`. */
export const ringSettings = defineTable({
  userId: v.id("users"),
  level: v.optional(literals(...LEVELS)),
  keywords: v.array(v.string()),
  /** See shared/ringing/hours.ts; in the time zone of their mail settings. */
  quietHours: v.optional(v.object({ from: v.number(), until: v.number(), days: v.array(v.number()) })),
  refusesUrgent: v.optional(v.boolean()),
  /** When they said of messages of theirs that they cannot wait: the last few. */
  urgentAt: v.optional(v.array(v.number())),
  changedAt: v.number(),
}).index("by_userId", ["userId"]);

/** The keywords of people by what they are looked up by in a text. */
export const keywords = defineTable({ userId: v.id("users"), key: v.string() })
  .index("by_key", ["key"])
  .index("by_userId", ["userId"]);

/** Of what a person is rung in one channel: a row where they have chosen something, there or for all their channels. */
export const channelLevels = defineTable({
  userId: v.id("users"),
  channelId: v.id("channels"),
  level: v.optional(literals(...LEVELS)),
  mute: v.optional(span),
  /** Whether that, or the person's own default, comes to "everything": only these are looked for with each message. */
  isLoud: v.boolean(),
  changedAt: v.number(),
})
  .index("by_userId_and_channelId", ["userId", "channelId"])
  .index("by_channelId_and_isLoud", ["channelId", "isLoud"]);
