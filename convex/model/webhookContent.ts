import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { WEBHOOK_SOURCES, WEBHOOK_STATES } from "../shared/webhooks";

/** What an event of a provider means here. */
const webhookContent = v.union(
  v.object({
    kind: v.literal("person"),
    clerkId: v.string(),
    name: v.optional(v.string()),
    /** Verified. */
    email: v.optional(v.string()),
    imageUrl: v.optional(v.string()),
    /** Absent where nothing is said of it. */
    isBanned: v.optional(v.boolean()),
    updatedAt: v.number(),
  }),
  v.object({ kind: v.literal("personDeleted"), clerkId: v.string() }),
  /** A mail that a provider took and could not bring for good, or that its reader called spam. */
  v.object({
    kind: v.literal("mailRefused"),
    emailId: v.string(),
    isSpam: v.boolean(),
    reason: v.string(),
  }),
);

/** One event; without content it is nothing to us. */
export const webhookEvent = v.object({
  eventId: v.string(),
  type: v.string(),
  content: v.optional(webhookContent),
});

/** What providers posted, until nobody can post it again: see model/webhookEvents.ts. */
export const webhookEvents = defineTable({
  source: literals(...WEBHOOK_SOURCES),
  /** The provider's: the same at each of its tries. */
  eventId: v.string(),
  type: v.string(),
  /** Until it is settled. */
  content: v.optional(webhookContent),
  state: literals(...WEBHOOK_STATES),
  tries: v.number(),
  retryAt: v.optional(v.number()),
  error: v.optional(v.string()),
  /** `tokenIdentifier` of a deleted person, who does not come back by a later word of their making. */
  deletedSignIn: v.optional(v.string()),
})
  .index("by_source_and_eventId", ["source", "eventId"])
  .index("by_retryAt", ["retryAt"])
  .index("by_deletedSignIn", ["deletedSignIn"]);
