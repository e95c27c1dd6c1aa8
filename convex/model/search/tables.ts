import { defineTable } from "convex/server";
import { v } from "convex/values";

/** Searches that a person keeps, as they are typed. */
export const savedSearches = defineTable({ userId: v.id("users"), text: v.string() }).index(
  "by_userId_and_text",
  ["userId", "text"],
);
