import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  /** A table that a component has too. */
  counters: defineTable({ text: v.string() }),
  ticks: defineTable({}),
});
