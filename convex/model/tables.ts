import { defineTable } from "convex/server";
import { v } from "convex/values";

/** The last number given out, per thing that is counted. */
export const counters = defineTable({
  name: v.literal("tasks"),
  value: v.number(),
}).index("by_name", ["name"]);
