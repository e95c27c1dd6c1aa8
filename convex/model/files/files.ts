/**
 * Files: sent to the file storage by a browser, saved here by their uploader, then shown in one message or one task.
 *
 *   upload ──save──▶ waiting ──message, task──▶ shown ◀──▶ hidden (with what it is in, or deleted by itself)
 *            └──▶ removed after a day, where nothing came of it
 *
 * Rules  A file is read by those who may read its message or task, and by its uploader while it waits; a picture
 *        (pictures.ts) by every member. Nothing that a file says of
 *        itself makes a browser run it: see door.ts.
 */
import { omit } from "convex-helpers";
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { FILE_STATES, kindOf, mediaType, type FileKind } from "../../shared/files";
import { LIMITS } from "../../shared/limits";
import { nameKey, typedWords } from "../../shared/names";
import { cutText } from "../../shared/text";
import { canRead, canReadTask, type UserMutationCtx, type UserQueryCtx } from "../access";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import * as Entries from "../entries/entries";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import { cleanName } from "../text";
import * as FileSettings from "./fileSettings";
import * as FileTexts from "./fileTexts";
import * as LinkPreviews from "./linkPreviews";

/** A file as every reader sees it. */
export const fileView = v.object({
  _id: v.id("files"),
  _creationTime: v.number(),
  uploaderId: v.id("users"),
  name: v.string(),
  type: v.string(),
  size: v.number(),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  colour: v.optional(v.string()),
  isAnimated: v.optional(v.boolean()),
  hasPreview: v.boolean(),
  state: literals(...FILE_STATES),
  channelId: v.optional(v.id("channels")),
  folderId: v.optional(v.id("folders")),
  messageId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
});

export function toView(file: Doc<"files">): Infer<typeof fileView> {
  const { storageId: _s, previewId, deletedAt: _d, ...shown } = file;
  return { ...shown, hasPreview: previewId !== undefined };
}

export type Draft = {
  storageId: Id<"_storage">;
  previewId?: Id<"_storage">;
  name: string;
  type: string;
  width?: number;
  height?: number;
  colour?: string;
  isAnimated?: boolean;
};

/**
 * Takes an upload of the caller into the list of files. The same one twice is one file.
 *
 * @throws NOT_FOUND | FILE_TOO_LARGE | FILES_FULL | FILE_INVALID
 */
export async function save(ctx: UserMutationCtx, draft: Draft): Promise<Id<"files">> {
  const { storageId, previewId, width, height, colour, isAnimated } = draft;
  const known = await findByStorage(ctx, storageId);
  if (known && known.uploaderId !== ctx.user._id) throw fail("NOT_FOUND");
  if (known) return known._id;
  const { size } = await requireUpload(ctx, storageId);
  await FileSettings.checkSize(ctx, size);
  await FileSettings.checkRoom(ctx, size);
  if (previewId !== undefined) await checkPreview(ctx, previewId);
  await FileSettings.count(ctx, 1, size);
  const isSized = isPixels(width) && isPixels(height);
  const type = mediaType(draft.type);
  const fileId = await ctx.db.insert("files", {
    uploaderId: ctx.user._id,
    storageId,
    ...(previewId && { previewId }),
    name: fileName(draft.name),
    type,
    size,
    ...(isSized && { width, height }),
    ...(/^#[0-9a-f]{6}$/.test(colour ?? "") && { colour }),
    ...(isAnimated && { isAnimated }),
    state: "waiting",
  });
  await ctx.scheduler.runAfter(0, internal.outside.files.inspect.run, { fileId, storageId, said: type });
  return fileId;
}

const isPixels = (side: number | undefined): side is number =>
  Number.isInteger(side) && side! > 0 && side! <= LIMITS.picturePixels;

async function findByStorage(ctx: DbCtx, storageId: Id<"_storage">): Promise<Doc<"files"> | null> {
  return await ctx.db
    .query("files")
    .withIndex("by_storageId", (q) => q.eq("storageId", storageId))
    .first();
}

/** Puts the same file on another task as well. Its bytes are there once, until the last of them is gone. */
export async function share(
  ctx: MutationCtx,
  file: Doc<"files">,
  place: { taskId: Id<"tasks">; channelId: Id<"channels"> | undefined },
): Promise<Id<"files">> {
  const { _id, ...fields } = omit(file, ["_creationTime", "folderId"]);
  const fileId = await ctx.db.insert("files", { ...fields, ...place, state: "shown" });
  await FileTexts.write(ctx, fileId, await FileTexts.textOf(ctx, _id));
  await FileSettings.count(ctx, 1, 0);
  await renewEntry(ctx, fileId);
  return fileId;
}

/** An upload that is no file, preview or picture of the workspace yet. @throws NOT_FOUND */
export async function requireFreshUpload(ctx: DbCtx, storageId: Id<"_storage">) {
  if (await findByStorage(ctx, storageId)) throw fail("NOT_FOUND");
  return await requireUpload(ctx, storageId);
}

/** One that may be a file. @throws NOT_FOUND */
async function requireUpload(ctx: DbCtx, storageId: Id<"_storage">) {
  const upload = await ctx.db.system.get("_storage", storageId);
  if (!upload || (await isPreview(ctx, storageId)) || (await isPictureOfAnother(ctx, storageId)))
    throw fail("NOT_FOUND");
  return upload;
}

/** Whether it is the workspace's picture, or that of a page. */
export async function isPictureOfAnother(ctx: DbCtx, storageId: Id<"_storage">): Promise<boolean> {
  return (
    (await FileSettings.isWorkspacePicture(ctx, storageId)) || (await LinkPreviews.isPicture(ctx, storageId))
  );
}

async function isPreview(ctx: DbCtx, storageId: Id<"_storage">): Promise<boolean> {
  const file = await ctx.db
    .query("files")
    .withIndex("by_previewId", (q) => q.eq("previewId", storageId))
    .first();
  return file !== null;
}

/** @throws NOT_FOUND | FILE_INVALID */
async function checkPreview(ctx: DbCtx, previewId: Id<"_storage">): Promise<void> {
  const { size, contentType = "" } = await requireFreshUpload(ctx, previewId);
  if (size > LIMITS.previewBytes || kindOf(mediaType(contentType)) !== "image") throw fail("FILE_INVALID");
}

/** The last part of a path, on one line and without marks that turn the text around it; "file" where nothing is left. */
export function fileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  return cutText(cleanName(last), LIMITS.fileName) || "file";
}

/** Changes a file in anything that it is found by. */
export async function patch(
  ctx: MutationCtx,
  fileId: Id<"files">,
  fields: Partial<Doc<"files">>,
): Promise<void> {
  await ctx.db.patch("files", fileId, fields);
  await renewEntry(ctx, fileId);
}

/** Finds a file again by what it is now, for those who may read it now. */
export async function renewEntry(ctx: MutationCtx, fileId: Id<"files">): Promise<void> {
  await Entries.renewFile(ctx, fileId, await FileTexts.textOf(ctx, fileId));
}

/** Cards of a series that are made while a file of theirs is looked at are fewer. */
const SHARING = 50;

/** What a file is by its bytes, and what stands in it; those that share the bytes are the same. One that is gone stays so. */
export async function inspected(
  ctx: MutationCtx,
  fileId: Id<"files">,
  { type, text }: { type: string; text: string },
): Promise<void> {
  const file = await ctx.db.get("files", fileId);
  if (!file) return;
  const same = ctx.db.query("files").withIndex("by_storageId", (q) => q.eq("storageId", file.storageId));
  for (const { _id, messageId } of await same.take(SHARING)) {
    await FileTexts.write(ctx, _id, cutText(text, LIMITS.fileText, ""));
    await patch(ctx, _id, { type: mediaType(type) });
    if (messageId) await Entries.renewMessage(ctx, messageId);
  }
}

/** Whether a member may read a file now. */
export async function mayRead(ctx: DbCtx, file: Doc<"files">, userId: Id<"users">): Promise<boolean> {
  if (file.state === "picture") return true;
  if (file.state === "waiting" || file.state === "held") return file.uploaderId === userId;
  if (file.state === "hidden") return false;
  // A task moves to another channel, and its readers change at that moment.
  const task = file.taskId && (await ctx.db.get("tasks", file.taskId));
  if (task) return task.deletedAt === undefined && (await canReadTask(ctx, task, userId));
  return file.channelId !== undefined && (await canRead(ctx, file.channelId, userId));
}

/** One that can be listed, renamed and deleted: a picture is changed with what it is of. @throws NOT_FOUND */
export async function requireFile(ctx: UserQueryCtx, fileId: Id<"files">): Promise<Doc<"files">> {
  const file = await ctx.db.get("files", fileId);
  if (!file || file.state === "picture" || !(await mayRead(ctx, file, ctx.user._id))) throw fail("NOT_FOUND");
  return file;
}

/**
 * Files of the caller that nothing has yet, in the order given, each once.
 *
 * @throws TOO_MANY_FILES | NOT_FOUND
 */
export async function requireWaiting(
  ctx: UserMutationCtx,
  fileIds: readonly Id<"files">[],
): Promise<Doc<"files">[]> {
  if (fileIds.length > LIMITS.filesPerMessage) throw fail("TOO_MANY_FILES");
  return await Promise.all(
    [...new Set(fileIds)].map(async (fileId) => {
      const file = await ctx.db.get("files", fileId);
      if (file?.uploaderId !== ctx.user._id || file.state !== "waiting") throw fail("NOT_FOUND");
      return file;
    }),
  );
}

type Place =
  | { messageId: Id<"messages">; channelId: Id<"channels"> }
  | { taskId: Id<"tasks">; channelId: Id<"channels"> | undefined };

/** To be called with the message or the task that the files are put in. */
export async function attach(
  ctx: UserMutationCtx,
  files: readonly Doc<"files">[],
  place: Place,
): Promise<void> {
  for (const { _id } of files) await patch(ctx, _id, { ...place, state: "shown" });
}

type Message = Pick<Doc<"messages">, "fileIds">;

/** The files that are held for a message that is sent later. */
export async function heldRows(ctx: DbCtx, { fileIds = [] }: Message): Promise<Doc<"files">[]> {
  const files = await Promise.all(fileIds.map(async (id) => await ctx.db.get("files", id)));
  return files.filter((file) => file !== null).filter(({ state }) => state === "held");
}

export const heldBy = async (ctx: DbCtx, message: Message) => (await heldRows(ctx, message)).map(toView);

/** Holds files for a message that is sent later, so that nobody takes them for left over; or lets them wait again. */
export async function setHeld(
  ctx: MutationCtx,
  files: readonly Doc<"files">[],
  isHeld: boolean,
): Promise<void> {
  for (const { _id } of files) await ctx.db.patch("files", _id, { state: isHeld ? "held" : "waiting" });
}

/** The files of a message, without those that were deleted. */
export async function ofMessage(ctx: DbCtx, { fileIds = [] }: Message) {
  const files = await Promise.all(fileIds.map(async (id) => await ctx.db.get("files", id)));
  return files.filter((file) => file?.state === "shown").map((file) => toView(file!));
}

/** Hides the files of a message that was deleted, or shows them again, without those that were deleted by themselves. */
export async function followMessage(
  ctx: UserMutationCtx,
  message: Message,
  isDeleted: boolean,
): Promise<void> {
  for (const fileId of message.fileIds ?? []) {
    const file = await ctx.db.get("files", fileId);
    if (file?.deletedAt === undefined && file !== null)
      await patch(ctx, fileId, { state: isDeleted ? "hidden" : "shown" });
  }
}

/** The files of a task, in the order they were put in. */
export async function ofTask(ctx: DbCtx, taskId: Id<"tasks">): Promise<Doc<"files">[]> {
  return await ctx.db
    .query("files")
    .withIndex("by_taskId_and_deletedAt", (q) => q.eq("taskId", taskId).eq("deletedAt", undefined))
    .take(LIMITS.filesPerTask);
}

/** To be called when a task goes to another channel, or is deleted or restored. */
export async function followTask(
  ctx: MutationCtx,
  taskId: Id<"tasks">,
  { channelId, isThere }: { channelId: Id<"channels"> | undefined; isThere: boolean },
): Promise<void> {
  for (const { _id, channelId: was } of await ofTask(ctx, taskId))
    await patch(ctx, _id, {
      channelId,
      state: isThere ? "shown" : "hidden",
      ...(channelId !== was && { folderId: undefined }),
    });
}

export async function renewEntriesOfTask(ctx: MutationCtx, taskId: Id<"tasks">): Promise<void> {
  for (const { _id } of await ofTask(ctx, taskId)) await renewEntry(ctx, _id);
}

type Filter = { kind?: FileKind; uploaderId?: Id<"users">; name?: string };

/** The files of a page that fit. */
export function fitting(page: Doc<"files">[], { kind, uploaderId, name = "" }: Filter): Doc<"files">[] {
  const words = typedWords(name, LIMITS.fileName);
  return page.filter(
    (file) =>
      (kind === undefined || kindOf(file.type) === kind) &&
      (uploaderId === undefined || file.uploaderId === uploaderId) &&
      words.every((word) => nameKey(file.name).includes(word)),
  );
}

/** @throws FORBIDDEN for others than its uploader and admins */
function checkMayChange({ user }: UserMutationCtx, file: Doc<"files">): void {
  if (file.uploaderId !== user._id && user.role !== "admin") throw fail("FORBIDDEN");
}

type Fields = Partial<Pick<Doc<"files">, "name" | "state" | "deletedAt">>;

async function change(
  ctx: UserMutationCtx,
  file: Doc<"files">,
  fields: Fields,
  verb: "changed" | "deleted" | "restored",
): Promise<void> {
  const changes = changesBetween({ name: file.name }, { name: fields.name ?? file.name });
  if (verb === "changed" && changes.length === 0) return;
  await patch(ctx, file._id, fields);
  await Events.record(ctx, { noun: "file", verb, subject: file._id, changes });
}

/** @throws FORBIDDEN */
export async function rename(ctx: UserMutationCtx, file: Doc<"files">, name: string): Promise<void> {
  checkMayChange(ctx, file);
  await change(ctx, file, { name: fileName(name) }, "changed");
}

/**
 * Takes a file out of its message and every list; `restore` brings it back for as long as it is kept. Those of tasks are
 * counted there: see model/tasks/taskFiles.ts.
 *
 * @throws FORBIDDEN | NOT_FOUND for the file of a task
 */
export async function remove(ctx: UserMutationCtx, file: Doc<"files">): Promise<void> {
  if (file.taskId !== undefined) throw fail("NOT_FOUND");
  checkMayChange(ctx, file);
  await change(ctx, file, { state: "hidden", deletedAt: Date.now() }, "deleted");
}

/** @throws NOT_FOUND | FORBIDDEN */
export async function restore(ctx: UserMutationCtx, fileId: Id<"files">): Promise<void> {
  const file = await ctx.db.get("files", fileId);
  const { channelId, messageId } = file ?? {};
  const isReader = channelId !== undefined && (await canRead(ctx, channelId, ctx.user._id));
  const message = messageId && (await ctx.db.get("messages", messageId));
  if (!file || !isReader || !message || message.deletedAt !== undefined) throw fail("NOT_FOUND");
  checkMayChange(ctx, file);
  if (file.deletedAt === undefined) return;
  await change(ctx, file, { state: "shown", deletedAt: undefined }, "restored");
}

/** What the door serves: the file or its preview, for whoever holds a pass that reads it now. */
export async function opened(
  ctx: Pick<QueryCtx, "db">,
  fileId: Id<"files">,
  userId: Id<"users">,
): Promise<Doc<"files"> | null> {
  const [file, user] = [await ctx.db.get("files", fileId), await ctx.db.get("users", userId)];
  const isIn = user !== null && user.deactivatedAt === undefined;
  return file && isIn && (await mayRead(ctx, file, userId)) ? file : null;
}
