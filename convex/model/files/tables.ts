import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { FILE_STATES } from "../../shared/files";

/** Files that people have put in, with what is known of each; the bytes are in the file storage. */
export const files = defineTable({
  uploaderId: v.id("users"),
  storageId: v.id("_storage"),
  /** A smaller picture of it, for lists. */
  previewId: v.optional(v.id("_storage")),
  name: v.string(),
  /** Media type: what its sender said, then what its bytes say (outside/files). */
  type: v.string(),
  /** Bytes. */
  size: v.number(),
  /** Of a picture, in pixels, as it is shown; and a colour that stands for it until it has loaded, as `#rrggbb`. */
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  colour: v.optional(v.string()),
  state: literals(...FILE_STATES),
  /** The message it is in; absent while it waits for one. */
  messageId: v.optional(v.id("messages")),
  channelId: v.optional(v.id("channels")),
  /** When somebody deleted the file, and not its message. */
  deletedAt: v.optional(v.number()),
})
  .index("by_storageId", ["storageId"])
  .index("by_previewId", ["previewId"])
  .index("by_state", ["state"])
  .index("by_deletedAt", ["deletedAt"])
  .index("by_channelId_and_state", ["channelId", "state"]);

/** What stands in files that are text: the beginning of each, for search. */
export const fileTexts = defineTable({
  fileId: v.id("files"),
  text: v.string(),
}).index("by_fileId", ["fileId"]);

/** What admins have chosen. One row, once they have. */
export const fileSettings = defineTable({
  /** Bytes of one file. */
  fileBytes: v.number(),
  /** Bytes of all files; null where only the disk is a limit. */
  totalBytes: v.union(v.number(), v.null()),
});

/** How far uploads have been looked through for what nobody used. One row. */
export const uploadSweeps = defineTable({
  /** `_creationTime` of the last one looked at. */
  upTo: v.number(),
});
