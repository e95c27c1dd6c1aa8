import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({
  plans: defineTable({ n: v.number(), kind: v.string(), job: v.id("_scheduled_functions") }).index("by_n", [
    "n",
  ]),
  marks: defineTable({ n: v.number() }),
  links: defineTable({ n: v.number(), left: v.number() }),
  ticks: defineTable({ cron: v.string() }),
});
