import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  posts: defineTable({ text: v.string() }),
  scores: defineTable({ name: v.string(), score: v.number() }),
  /** What ran in the pool and in the retrier, by kind. */
  events: defineTable({ kind: v.string(), key: v.string() }).index("by_kind_and_key", ["kind", "key"]),
  /** Documents to migrate; `times` counts how often that was done. */
  moves: defineTable({ number: v.number(), times: v.number(), isBad: v.boolean() }),
});
