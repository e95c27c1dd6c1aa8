import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { adminMutation, adminQuery, sharedQuery, userMutation, userQuery } from "./functions";
import { internalMutation, internalQuery } from "./_generated/server";
import { requireColleague, requireReader, requireTask, requireUser } from "./model/access";
import { httpUrl } from "./model/env";
import { fail } from "./model/errors";
import * as Files from "./model/files/files";
import * as Folders from "./model/files/folders";
import * as FileSettings from "./model/files/fileSettings";
import * as LinkPreviews from "./model/files/linkPreviews";
import * as Pictures from "./model/files/pictures";
import { holderOf, passFor, passUntil } from "./model/files/passes";
import { boundedPage } from "./model/pages";
import * as RateLimits from "./model/rateLimits";
import { ensureSigningKey } from "./model/signing";
import { FILE_KINDS, mediaType } from "./shared/files";

const fileId = v.id("files");

/** Where the caller's browser sends one file, or the preview of one. `save` then takes it. */
export const generateUploadUrl = userMutation({
  args: {},
  returns: v.string(),
  handler: async (ctx) => {
    await RateLimits.take(ctx, "upload");
    await ensureSigningKey(ctx);
    return await ctx.storage.generateUploadUrl();
  },
});

export const save = userMutation({
  args: {
    storageId: v.id("_storage"),
    previewId: v.optional(v.id("_storage")),
    name: v.string(),
    type: v.string(),
    width: v.optional(v.number()),
    height: v.optional(v.number()),
    colour: v.optional(v.string()),
    isAnimated: v.optional(v.boolean()),
  },
  returns: fileId,
  handler: async (ctx, draft) => await Files.save(ctx, draft),
});

/** What may be put in, in bytes: one file, and all; null where only the disk is a limit. */
export const limits = sharedQuery({
  args: {},
  returns: v.object({ fileBytes: v.number(), totalBytes: v.union(v.number(), v.null()) }),
  handler: async (ctx) => {
    await requireColleague(ctx);
    return await FileSettings.limits(ctx);
  },
});

/** Bytes of all files that are kept. */
export const usedBytes = adminQuery({
  args: {},
  returns: v.number(),
  handler: async (ctx) => await FileSettings.used(ctx),
});

export const setLimits = adminMutation({
  args: { fileBytes: v.number(), totalBytes: v.union(v.number(), v.null()) },
  returns: v.null(),
  handler: async (ctx, limits) => {
    await FileSettings.setLimits(ctx, limits);
    return null;
  },
});

/**
 * By which the caller's browser reads files: `<at>/<file id>?pass=<pass>`, with `&preview=1` for the smaller picture and
 * `&download=1` to keep it. Null before the first upload. @param hour  any number: another one asks anew
 */
export const pass = userQuery({
  args: { hour: v.optional(v.number()) },
  returns: v.union(v.object({ at: v.string(), pass: v.string(), until: v.number() }), v.null()),
  handler: async (ctx) => {
    const until = passUntil(Date.now());
    const found = await passFor(ctx, ctx.user._id, until);
    return found === null ? null : { at: filesAt(), pass: found, until };
  },
});

const filesAt = () => `${httpUrl()}/files`;

/** One that the caller may read, by its id or whatever stands in an address. @throws NOT_FOUND */
export const get = userQuery({
  args: { fileId: v.string() },
  returns: Files.fileView,
  handler: async (ctx, args) => {
    const fileId = ctx.db.normalizeId("files", args.fileId);
    if (!fileId) throw fail("NOT_FOUND");
    return Files.toView(await Files.requireFile(ctx, fileId));
  },
});

/** An address for the caller, for one to two hours and while they may read the file. */
export const getUrl = userQuery({
  args: { fileId },
  returns: v.string(),
  handler: async (ctx, { fileId }) => {
    await Files.requireFile(ctx, fileId);
    const found = await passFor(ctx, ctx.user._id, passUntil(Date.now()));
    return `${filesAt()}/${fileId}?pass=${found}`;
  },
});

/**
 * The files of a channel, newest first: all, or those in one folder or in none (null), of one kind, of one person, with a text
 * in their name. A page may be shorter than asked for.
 */
export const list = sharedQuery({
  args: {
    channelId: v.id("channels"),
    folderId: v.optional(v.union(v.id("folders"), v.null())),
    kind: v.optional(literals(...FILE_KINDS)),
    uploaderId: v.optional(v.id("users")),
    name: v.optional(v.string()),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(Files.fileView),
  handler: async (ctx, { channelId, folderId, paginationOpts, ...filter }) => {
    await requireReader(ctx, channelId);
    const files = ctx.db.query("files");
    const chosen =
      folderId === undefined
        ? files.withIndex("by_channelId_and_state", (q) => q.eq("channelId", channelId).eq("state", "shown"))
        : files.withIndex("by_channelId_and_state_and_folderId", (q) =>
            q
              .eq("channelId", channelId)
              .eq("state", "shown")
              .eq("folderId", folderId ?? undefined),
          );
    const result = await chosen.order("desc").paginate(boundedPage(paginationOpts));
    return { ...result, page: Files.fitting(result.page, filter).map(Files.toView) };
  },
});

/** The files of a task, in the order they were put in. */
export const ofTask = userQuery({
  args: { taskId: v.id("tasks") },
  returns: v.array(Files.fileView),
  handler: async (ctx, { taskId }) => {
    const task = await requireTask(ctx, taskId);
    return (await Files.ofTask(ctx, task._id)).map(Files.toView);
  },
});

export const rename = userMutation({
  args: { fileId, name: v.string() },
  returns: v.null(),
  handler: async (ctx, { fileId, name }) => {
    await Files.rename(ctx, await Files.requireFile(ctx, fileId), name);
    return null;
  },
});

/** Files it in a folder of its channel, or in none (null). */
export const move = userMutation({
  args: { fileId, folderId: v.union(v.id("folders"), v.null()) },
  returns: v.null(),
  handler: async (ctx, { fileId, folderId }) => {
    await Folders.file(ctx, await Files.requireFile(ctx, fileId), folderId);
    return null;
  },
});

export const remove = userMutation({
  args: { fileId },
  returns: v.null(),
  handler: async (ctx, { fileId }) => {
    await Files.remove(ctx, await Files.requireFile(ctx, fileId));
    return null;
  },
});

/** Undoes `remove`, for those who may remove. */
export const restore = userMutation({
  args: { fileId },
  returns: v.null(),
  handler: async (ctx, { fileId }) => {
    await Files.restore(ctx, fileId);
    return null;
  },
});

/** Passes two uploads that may become the picture of a member, as far as is known without a look into them. */
export const checkPicture = internalQuery({
  args: Pictures.pictureUpload,
  returns: v.null(),
  handler: async (ctx, upload) => {
    await requireUser(ctx);
    await Pictures.check(ctx, upload);
    return null;
  },
});

/** What was found by looking into a file. */
export const inspected = internalMutation({
  args: { fileId, type: v.string(), text: v.string() },
  returns: v.null(),
  handler: async (ctx, { fileId, ...found }) => {
    await Files.inspected(ctx, fileId, found);
    return null;
  },
});

/** What the door of files serves, to the holder of a pass: a file, or the picture of a link preview of a message. */
export const opened = internalQuery({
  args: {
    fileId: v.string(),
    pass: v.string(),
    part: literals("file", "preview"),
    messageId: v.optional(v.string()),
  },
  returns: v.union(
    v.null(),
    v.object({ storageId: v.id("_storage"), name: v.string(), type: v.string(), size: v.number() }),
  ),
  handler: async (ctx, { fileId, pass, part, messageId }) => {
    const userId = await holderOf(ctx, pass, Date.now());
    if (messageId !== undefined) {
      const previewId = ctx.db.normalizeId("linkPreviews", fileId);
      const ofMessage = ctx.db.normalizeId("messages", messageId);
      return userId && previewId && ofMessage
        ? await LinkPreviews.opened(ctx, previewId, ofMessage, userId)
        : null;
    }
    const id = ctx.db.normalizeId("files", fileId);
    const file = id && userId && (await Files.opened(ctx, id, userId));
    if (!file) return null;
    const { storageId, previewId, name, type, size } = file;
    if (part === "file" || !previewId) return { storageId, name, type, size };
    const preview = await ctx.db.system.get("_storage", previewId);
    return (
      preview && {
        storageId: previewId,
        name,
        type: mediaType(preview.contentType ?? ""),
        size: preview.size,
      }
    );
  },
});
