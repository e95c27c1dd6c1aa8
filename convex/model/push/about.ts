import { v } from "convex/values";

/** What a push is about. Its words are made when it is sent. */
export const about = v.union(
  v.object({ kind: v.literal("message"), messageId: v.id("messages") }),
  v.object({ kind: v.literal("notice"), noticeId: v.id("notices") }),
  v.object({ kind: v.literal("test") }),
);
