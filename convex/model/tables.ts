import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";

/** The last number given out, per thing that is counted: see model/counters.ts. */
export const counters = defineTable({
  name: literals("tasks"),
  /** Absent for the first numbers, then which of the many that share the rest. */
  shard: v.optional(v.number()),
  value: v.number(),
}).index("by_name_and_shard", ["name", "shard"]);

/** How much a person may do at once: see model/rateLimits.ts. */
export const rateLimits = defineTable({
  userId: v.id("users"),
  kind: literals("send", "react", "upload", "invite", "call"),
  level: v.number(),
  /** When the level was so. */
  at: v.number(),
}).index("by_userId_and_kind", ["userId", "kind"]);

const sums = v.record(v.string(), v.number());

/** Who delivers from a queue now, and until when: see model/deliveries.ts. */
export const senders = defineTable({
  queue: literals("emails", "categorisations", "linkLooks", "pushes"),
  sender: v.string(),
  until: v.number(),
}).index("by_queue", ["queue"]);

/** Sums that many add to at once: a row for each of the newest changes, and one for all before. See model/tallies.ts. */
export const tallies = defineTable({
  key: v.string(),
  sums,
  /** Of its last change. */
  commitTs: v.commitTs(),
  /** The list of sums that this one is in, and its place there: the largest first. */
  list: v.optional(v.string()),
  size: v.optional(v.number()),
})
  .index("by_key_and_commitTs", ["key", "commitTs"])
  .index("by_list_and_size", ["list", "size"]);
