import { defineTable } from "convex/server";
import { v } from "convex/values";
import { deliveryFields } from "../deliveries";
import { about } from "./about";

/** Browsers that are told when something concerns their person: see subscriptions.ts. */
export const pushSubscriptions = defineTable({
  userId: v.id("users"),
  /** The address at the push service. Whoever knows it can send there, and nobody else's word counts: see `pushKeys`. */
  endpoint: v.string(),
  /** The public key of the browser, and what both sides share, in base64url: what is sent is encrypted for these. */
  p256dh: v.string(),
  auth: v.string(),
  /** What the browser calls itself, for its person. */
  device: v.string(),
  createdAt: v.number(),
  /** When its push service last took something. */
  lastOkAt: v.optional(v.number()),
  /** Why it did not take the last one. */
  error: v.optional(v.string()),
})
  .index("by_endpoint", ["endpoint"])
  .index("by_userId_and_createdAt", ["userId", "createdAt"]);

/** The last push of each place to each browser: one that waits, or one that was sent. See queue.ts. */
export const pushes = defineTable({
  userId: v.id("users"),
  subscriptionId: v.id("pushSubscriptions"),
  tag: v.string(),
  about,
  /** Its push service has refused one of the usual length. */
  isShort: v.optional(v.boolean()),
  ...deliveryFields("sent", "failed"),
})
  .index("by_status_and_dueAt_and_queuedTs", ["status", "dueAt", "queuedTs"])
  .index("by_subscriptionId_and_tag", ["subscriptionId", "tag"])
  .index("by_subscriptionId_and_status_and_dueAt", ["subscriptionId", "status", "dueAt"])
  .index("by_tag", ["tag"]);

/** The pair by which push services know this workspace (VAPID), made when somebody first wants pushes: base64url. */
export const pushKeys = defineTable({ publicKey: v.string(), privateKey: v.string() });
