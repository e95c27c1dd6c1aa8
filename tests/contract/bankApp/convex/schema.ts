import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({
  accounts: defineTable({ number: v.number(), balance: v.number() }).index("by_number", ["number"]),
  transfers: defineTable({ name: v.string() }),
});
