import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { FILE_STATES } from "../../shared/files";
import { deliveryFields } from "../deliveries";

/** Files that people have put in, with what is known of each; the bytes are in the file storage. */
export const files = defineTable({
  uploaderId: v.id("users"),
  storageId: v.id("_storage"),
  /** A smaller picture of it, of a film its first, for lists. */
  previewId: v.optional(v.id("_storage")),
  name: v.string(),
  /** Media type: what its sender said, then what its bytes say (outside/files). */
  type: v.string(),
  /** Bytes. */
  size: v.number(),
  /** Of a picture or a film, in pixels, as it is shown; and a colour that stands for it until it has loaded, as `#rrggbb`. */
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  colour: v.optional(v.string()),
  /** A picture that moves, where its type alone does not say so. */
  isAnimated: v.optional(v.boolean()),
  state: literals(...FILE_STATES),
  /** The message or the task it is in; absent while it waits for one. */
  messageId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  /** The channel of that, if it has one. */
  channelId: v.optional(v.id("channels")),
  /** Where it is filed among the files of that; absent outside of folders. */
  folderId: v.optional(v.id("folders")),
  /** When somebody deleted the file, and not its message or task. */
  deletedAt: v.optional(v.number()),
})
  .index("by_storageId", ["storageId"])
  .index("by_previewId", ["previewId"])
  .index("by_state", ["state"])
  .index("by_deletedAt", ["deletedAt"])
  .index("by_channelId_and_state", ["channelId", "state"])
  .index("by_channelId_and_state_and_folderId", ["channelId", "state", "folderId"])
  .index("by_taskId_and_deletedAt", ["taskId", "deletedAt"]);

/** Where the files and notes of a channel are filed. A folder that is deleted keeps what is in it: see folders.ts. */
export const folders = defineTable({
  channelId: v.id("channels"),
  /** The folder it is in; absent for one that is in none. */
  parentId: v.optional(v.id("folders")),
  name: v.string(),
  createdBy: v.id("users"),
  /** The same for all that were deleted together. */
  deletedAt: v.optional(v.number()),
})
  .index("by_channelId_and_deletedAt", ["channelId", "deletedAt"])
  .index("by_parentId_and_deletedAt", ["parentId", "deletedAt"]);

/** Texts among the files of a channel that several people edit: see notes.ts. */
export const notes = defineTable({
  channelId: v.id("channels"),
  folderId: v.optional(v.id("folders")),
  title: v.string(),
  /** Of its newest text. */
  revision: v.number(),
  createdBy: v.id("users"),
  /** Who saved the newest text, and when. */
  changedBy: v.id("users"),
  changedAt: v.number(),
  deletedAt: v.optional(v.number()),
})
  .index("by_channelId_and_deletedAt", ["channelId", "deletedAt"])
  .index("by_channelId_and_folderId_and_deletedAt", ["channelId", "folderId", "deletedAt"]);

/** Every text that a note has had. None is ever changed. */
export const noteTexts = defineTable({
  noteId: v.id("notes"),
  revision: v.number(),
  authorId: v.id("users"),
  text: v.string(),
}).index("by_noteId_and_revision", ["noteId", "revision"]);

/** What stands in texts and documents: the beginning of each, for search. */
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

/**
 * What a link leads to, as the page said when it was looked at; without a title where there was nothing to show. Never
 * changed: who links to it later than a day after gets a row of their own.
 */
export const linkPreviews = defineTable({
  /** The private or direct channel that it was looked at for: elsewhere nobody learns that it was. Absent for public ones. */
  channelId: v.optional(v.id("channels")),
  url: v.string(),
  lookedAt: v.number(),
  title: v.optional(v.string()),
  /** The host, and what the page calls itself. */
  site: v.optional(v.string()),
  description: v.optional(v.string()),
  pictureId: v.optional(v.id("_storage")),
  /** Media type, by its bytes. */
  pictureType: v.optional(v.string()),
  /** Since when no message has it. */
  unusedSince: v.optional(v.number()),
})
  .index("by_channelId_and_url_and_lookedAt", ["channelId", "url", "lookedAt"])
  .index("by_pictureId", ["pictureId"])
  .index("by_unusedSince", ["unusedSince"]);

/** Which messages have a link preview. */
export const linkUses = defineTable({
  previewId: v.id("linkPreviews"),
  messageId: v.id("messages"),
}).index("by_previewId_and_messageId", ["previewId", "messageId"]);

/** Messages whose links have to be looked at: see model/files/linkLooks.ts. */
export const linkLooks = defineTable({
  messageId: v.id("messages"),
  ...deliveryFields(),
})
  .index("by_messageId", ["messageId"])
  .index("by_status_and_dueAt_and_queuedTs", ["status", "dueAt", "queuedTs"]);
