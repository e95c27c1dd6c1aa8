import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { sharedQuery, userMutation, userQuery } from "../functions";
import { requireOpenChannel, requireReader } from "../model/access";
import { fail } from "../model/errors";
import * as NoteTexts from "../model/files/noteTexts";
import * as Notes from "../model/files/notes";
import { boundedPage } from "../model/pages";

const noteId = v.id("notes");
const place = v.union(v.id("folders"), v.null());

/**
 * The notes of a channel, newest first: all, or those in one folder or in none (null), of one author, with a text in their
 * title. A page may be shorter than asked for.
 */
export const list = sharedQuery({
  args: {
    channelId: v.id("channels"),
    folderId: v.optional(place),
    authorId: v.optional(v.id("users")),
    title: v.optional(v.string()),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(Notes.noteView),
  handler: async (ctx, { channelId, folderId, paginationOpts, ...filter }) => {
    await requireReader(ctx, channelId);
    const notes = ctx.db.query("notes");
    const chosen =
      folderId === undefined
        ? notes.withIndex("by_channelId_and_deletedAt", (q) =>
            q.eq("channelId", channelId).eq("deletedAt", undefined),
          )
        : notes.withIndex("by_channelId_and_folderId_and_deletedAt", (q) =>
            q
              .eq("channelId", channelId)
              .eq("folderId", folderId ?? undefined)
              .eq("deletedAt", undefined),
          );
    const result = await chosen.order("desc").paginate(boundedPage(paginationOpts));
    return { ...result, page: Notes.fitting(result.page, filter).map(Notes.toView) };
  },
});

/** Notes of a channel that were deleted, the last first. */
export const deleted = sharedQuery({
  args: { channelId: v.id("channels"), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Notes.noteView),
  handler: async (ctx, { channelId, paginationOpts }) => {
    await requireReader(ctx, channelId);
    const result = await ctx.db
      .query("notes")
      .withIndex("by_channelId_and_deletedAt", (q) => q.eq("channelId", channelId).gt("deletedAt", 0))
      .order("desc")
      .paginate(boundedPage(paginationOpts));
    return { ...result, page: result.page.map(Notes.toView) };
  },
});

/** One with its newest text, by its id or whatever stands in an address. @throws NOT_FOUND */
export const get = userQuery({
  args: { noteId: v.string() },
  returns: Notes.noteView.extend({ text: v.string() }),
  handler: async (ctx, args) => {
    const id = ctx.db.normalizeId("notes", args.noteId);
    if (!id) throw fail("NOT_FOUND");
    const note = await Notes.requireNote(ctx, id);
    return { ...Notes.toView(note), text: await NoteTexts.newest(ctx, note) };
  },
});

/** Every text that a note has had, the newest first. */
export const revisions = userQuery({
  args: { noteId, paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Notes.revisionView),
  handler: async (ctx, { paginationOpts, ...args }) => {
    const note = await Notes.requireNote(ctx, args.noteId);
    const result = await ctx.db
      .query("noteTexts")
      .withIndex("by_noteId_and_revision", (q) => q.eq("noteId", note._id))
      .order("desc")
      .paginate(boundedPage(paginationOpts));
    return { ...result, page: result.page.map(Notes.toRevision) };
  },
});

export const create = userMutation({
  args: { channelId: v.id("channels"), folderId: place, title: v.string(), text: v.string() },
  returns: noteId,
  handler: async (ctx, { channelId, ...draft }) => {
    const channel = await requireOpenChannel(ctx, channelId);
    return await Notes.create(ctx, channel._id, draft);
  },
});

/** @param revision  the one that the text was made of */
export const save = userMutation({
  args: { noteId, revision: v.number(), text: v.string() },
  returns: Notes.saved,
  handler: async (ctx, { noteId: id, ...draft }) =>
    await Notes.save(ctx, await Notes.requireOpenNote(ctx, id), draft),
});

export const rename = userMutation({
  args: { noteId, title: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Notes.rename(ctx, await Notes.requireOpenNote(ctx, args.noteId), args.title);
    return null;
  },
});

/** Into a folder of its channel, or out of all (null). */
export const move = userMutation({
  args: { noteId, folderId: place },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Notes.move(ctx, await Notes.requireOpenNote(ctx, args.noteId), args.folderId);
    return null;
  },
});

export const remove = userMutation({
  args: { noteId },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Notes.remove(ctx, await Notes.requireOpenNote(ctx, args.noteId));
    return null;
  },
});

/** Undoes `remove`, for those who may remove. */
export const restore = userMutation({
  args: { noteId },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Notes.restore(ctx, args.noteId);
    return null;
  },
});
