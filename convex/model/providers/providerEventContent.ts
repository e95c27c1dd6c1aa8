import { v } from "convex/values";

/** What an event of a provider means here. */
export const providerEventContent = v.union(
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
export const providerEvent = v.object({
  eventId: v.string(),
  type: v.string(),
  content: v.optional(providerEventContent),
});
