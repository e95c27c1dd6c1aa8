import { defineTable } from "convex/server";
import { v } from "convex/values";

/** The last run of each cron. */
export const cronRuns = defineTable({
  name: v.string(),
  startedAt: v.number(),
  /** Absent while it runs, and for good when it was cut off. */
  durationMs: v.optional(v.number()),
  error: v.optional(v.string()),
}).index("by_name", ["name"]);
