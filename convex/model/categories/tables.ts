import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { AI_MODES, TASK_CATEGORIES } from "../../shared/tasks";
import { deliveryFields } from "../deliveries";
import { answer, verdict } from "./verdicts";

/** How the newest content of each task was categorised. */
export const categorisations = defineTable({
  taskId: v.id("tasks"),
  /** The hash of the content that was judged: the same content is judged once. */
  contentHash: v.string(),
  /** "decided": no provider is asked, or none any more. */
  ...deliveryFields("decided"),
  /** Whose change it was: their budget pays. */
  askedBy: v.id("users"),
  /** What the rules say, also when a provider decided. */
  rules: verdict,
  answer: v.optional(answer),
})
  .index("by_taskId", ["taskId"])
  .index("by_status_and_dueAt_and_queuedTs", ["status", "dueAt", "queuedTs"]);

/** What people chose instead of what was decided: the examples the rules learn from. */
export const corrections = defineTable({
  taskId: v.id("tasks"),
  title: v.string(),
  category: literals(...TASK_CATEGORIES),
  commitTs: v.commitTs(),
})
  .index("by_taskId", ["taskId"])
  .index("by_commitTs", ["commitTs"]);

/** One row, from the first change by an admin. */
export const aiSettings = defineTable({
  mode: literals(...AI_MODES),
  /** Tokens, sent and received, that providers may use in a calendar month (UTC). */
  monthlyTokens: v.number(),
});
