/**
 * Notes: texts that lie among the files of a channel and that several people edit, one after another.
 *
 *   save of a text that began at revision n ──▶ revision n is the newest   ──▶ n + 1
 *                                          └──▶ others wrote meanwhile     ──▶ joined line by line: one more revision
 *                                                                         └──▶ both changed the same lines: nothing is
 *                                                                              written, both texts are answered
 *
 * Rules   Every revision is a row that stays, so that no save takes a word from anybody. The note itself is small: lists read
 *         no text. A note is read by those who may read its channel, and written by those who may write in it.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { nameKey, typedWords } from "../../shared/names";
import { canRead, requireOpenChannel, type UserMutationCtx, type UserQueryCtx } from "../access";
import * as Entries from "../entries/entries";
import { fail } from "../errors";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import { requiredName } from "../text";
import * as Folders from "./folders";
import { merge, piece, settledText } from "./merging";
import * as NoteTexts from "./noteTexts";

type Note = Doc<"notes">;
type NoteId = Id<"notes">;
type FolderId = Id<"folders">;

export const noteView = v.object({
  _id: v.id("notes"),
  _creationTime: v.number(),
  channelId: v.id("channels"),
  folderId: v.optional(v.id("folders")),
  title: v.string(),
  /** Of the newest text. */
  revision: v.number(),
  createdBy: v.id("users"),
  changedBy: v.id("users"),
  changedAt: v.number(),
  deletedAt: v.optional(v.number()),
});

export const toView = (note: Note): Infer<typeof noteView> => note;

/** A text that a note has or had. */
export const revisionView = v.object({
  revision: v.number(),
  authorId: v.id("users"),
  at: v.number(),
  text: v.string(),
});

export const toRevision = (row: Doc<"noteTexts">): Infer<typeof revisionView> => ({
  revision: row.revision,
  authorId: row.authorId,
  at: row._creationTime,
  text: row.text,
});

/** `conflict`: nothing was written. The pieces are the joined text, up to the newest revision. */
export const saved = v.union(
  v.object({ status: v.literal("saved"), revision: v.number() }),
  v.object({
    status: v.literal("conflict"),
    revision: v.number(),
    changedBy: v.id("users"),
    pieces: v.array(piece),
  }),
);

/** One that is there and that the caller may read. @throws NOT_FOUND */
export async function requireNote(ctx: UserQueryCtx, noteId: NoteId): Promise<Note> {
  const note = await ctx.db.get("notes", noteId);
  const mayRead = note?.deletedAt === undefined && note !== null;
  if (!mayRead || !(await canRead(ctx, note.channelId, ctx.user._id))) throw fail("NOT_FOUND");
  return note;
}

/** The same for writing. @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED */
export async function requireOpenNote(ctx: UserMutationCtx, noteId: NoteId): Promise<Note> {
  const note = await requireNote(ctx, noteId);
  await requireOpenChannel(ctx, note.channelId);
  return note;
}

/** Line ends as browsers write them, and no halves of characters. @throws TEXT_TOO_LONG */
function cleanNote(text: string): string {
  const clean = text.toWellFormed().replace(/\r\n?/gu, "\n");
  if (clean.length > LIMITS.noteText) throw fail("TEXT_TOO_LONG");
  return clean;
}

type Draft = { title: string; folderId: FolderId | null; text: string };

/** @throws NOT_FOUND | TEXT_EMPTY | TEXT_TOO_LONG */
export async function create(ctx: UserMutationCtx, channelId: Id<"channels">, draft: Draft): Promise<NoteId> {
  const [title, text] = [requiredName(draft.title, LIMITS.noteTitle), cleanNote(draft.text)];
  const folderId = await Folders.requirePlace(ctx, channelId, draft.folderId);
  const authorId = ctx.user._id;
  const note = {
    channelId,
    ...(folderId && { folderId }),
    title,
    revision: 1,
    createdBy: authorId,
    changedBy: authorId,
    changedAt: Date.now(),
  };
  const noteId = await ctx.db.insert("notes", note);
  await NoteTexts.add(ctx, { noteId, revision: 1, authorId, text });
  await Entries.renewNote(ctx, noteId, text);
  const changes = changesBetween(null, note);
  await Events.record(ctx, { noun: "note", verb: "created", subject: noteId, changes });
  return noteId;
}

type Fields = Partial<Omit<Note, "_id" | "_creationTime" | "channelId" | "createdBy">>;

async function change(
  ctx: UserMutationCtx,
  note: Note,
  fields: Fields,
  verb: "changed" | "moved" | "deleted" | "restored",
): Promise<void> {
  const next = { ...note, ...fields };
  const changes = changesBetween(note, next);
  if (changes.length === 0) return;
  await ctx.db.patch("notes", note._id, fields);
  await Entries.renewNote(ctx, note._id, await NoteTexts.newest(ctx, next));
  await Events.record(ctx, { noun: "note", verb, subject: note._id, changes });
}

/**
 * Saves a text that was made of a revision. Where others have saved since, both are joined; where that can't be, nothing is
 * written. The same once more writes nothing.
 *
 * @throws NOT_FOUND for a revision that never was | TEXT_TOO_LONG
 */
export async function save(
  ctx: UserMutationCtx,
  note: Note,
  { revision, text }: { revision: number; text: string },
): Promise<Infer<typeof saved>> {
  const [mine, base, theirs] = [
    cleanNote(text),
    await NoteTexts.at(ctx, note._id, revision),
    await NoteTexts.newest(ctx, note),
  ];
  if (base === null) throw fail("NOT_FOUND");
  const pieces = merge(base, mine, theirs);
  const joined = settledText(pieces);
  if (joined === null || joined.length > LIMITS.noteText)
    return { status: "conflict", revision: note.revision, changedBy: note.changedBy, pieces };
  if (joined === theirs) return { status: "saved", revision: note.revision };
  const [next, authorId] = [note.revision + 1, ctx.user._id];
  await NoteTexts.add(ctx, { noteId: note._id, revision: next, authorId, text: joined });
  await change(ctx, note, { revision: next, changedBy: authorId, changedAt: Date.now() }, "changed");
  return { status: "saved", revision: next };
}

/** @throws TEXT_EMPTY | TEXT_TOO_LONG */
export async function rename(ctx: UserMutationCtx, note: Note, title: string): Promise<void> {
  await change(ctx, note, { title: requiredName(title, LIMITS.noteTitle) }, "changed");
}

/** Into a folder of its channel, or out of all (null). @throws NOT_FOUND */
export async function move(ctx: UserMutationCtx, note: Note, wanted: FolderId | null): Promise<void> {
  const folderId = await Folders.requirePlace(ctx, note.channelId, wanted);
  await change(ctx, note, { folderId }, "moved");
}

/** @throws FORBIDDEN for others than who made it and admins */
function checkMayRemove({ user }: UserMutationCtx, { createdBy }: Note): void {
  if (createdBy !== user._id && user.role !== "admin") throw fail("FORBIDDEN");
}

/** Takes it out of every list; its texts stay, and `restore` brings it back. @throws FORBIDDEN */
export async function remove(ctx: UserMutationCtx, note: Note): Promise<void> {
  checkMayRemove(ctx, note);
  await change(ctx, note, { deletedAt: Date.now() }, "deleted");
}

/** @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED | FORBIDDEN */
export async function restore(ctx: UserMutationCtx, noteId: NoteId): Promise<void> {
  const note = await ctx.db.get("notes", noteId);
  if (!note) throw fail("NOT_FOUND");
  await requireOpenChannel(ctx, note.channelId);
  checkMayRemove(ctx, note);
  await change(ctx, note, { deletedAt: undefined }, "restored");
}

type Filter = { authorId?: Id<"users">; title?: string };

/** The notes of a page that fit. */
export function fitting(page: readonly Note[], { authorId, title = "" }: Filter): Note[] {
  const words = typedWords(title, LIMITS.noteTitle);
  return page.filter(
    (note) =>
      (authorId === undefined || note.createdBy === authorId) &&
      words.every((word) => nameKey(note.title).includes(word)),
  );
}
