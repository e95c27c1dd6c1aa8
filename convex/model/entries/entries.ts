/**
 * The only writer of what a search looks through: an entry for each message, task, file and note that is not deleted, written in the
 * transaction of the change.
 *
 *   post, edit, move …  ──same transaction──▶  the thing, and its entry: terms | audience, kind, author, channel, month
 *
 * Rules   An entry is a row of its own, so that no page of messages or cards becomes heavier, and who posts writes only
 *         rows of their own. What the entry says of the thing, such as that it has a link, is among its terms.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { FILE_KINDS, kindOf, type FileKind } from "../../shared/files";
import { replaceMentions } from "../../shared/mentions";
import { monthIn } from "../../shared/search/dates";
import { fold, indexedTerms } from "../../shared/search/words";
import { taskLabel } from "../../shared/tasks";
import type { DbCtx } from "../context";

type Entry = Doc<"searchEntries">;
type Fields = Omit<Entry, "_id" | "_creationTime" | "isPart" | "month" | "terms">;
type Message = Omit<Doc<"messages">, "_creationTime" | "commitTs">;

/** Bytes of the terms of one entry: a search reads a thousand. */
const MOST_BYTES = 3_500;

type Flag =
  | "link"
  | "file"
  | FileKind
  | "reaction"
  | "pin"
  | "task"
  | "thread"
  | "dm"
  | "open"
  | "done"
  | "due";

/** Every entry has it: it finds what is asked for without words. */
const EVERY = "qxall";
/** It is looked up by as much of it as indexes keep lists for. */
export const EVERY_BEGINNING = "qxa";
export const flagTerm = (flag: Flag): string => `qx${flag}`;
/** An id is longer than a term may be; its end tells as much. */
const idTerm = (prefix: string, id: string): string => `${prefix}${id.slice(-24)}`;
/** Whom a message names, or who else reads it in a direct conversation. */
export const toTerm = (userId: string): string => idTerm("qxto", userId);
export const assigneeTerm = (userId: string): string => idTerm("qxfor", userId);
export const categoryTerm = (category: string): string => `qxis${category}`;
export const priorityTerm = (priority: string): string => `qxprio${priority}`;
export const tagTerm = (tag: string): string =>
  `qxtag${fold(tag)
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "")
    .slice(0, 8)}`;

const LINK = /\bhttps?:\/\/|\bwww\./iu;

/** The words of a message: whom it names is said by ids, which are no words. */
export const wordsOfMessage = ({ text }: Pick<Message, "text">): string => replaceMentions(text, () => " ");
export const hasLink = ({ text }: Pick<Message, "text">): boolean => LINK.test(text);
/** The words of a task. */
export const wordsOfTask = (task: Doc<"tasks">, description: string): string =>
  [taskLabel(task), task.title, ...task.tags, task.blockedReason ?? "", description].join("\n");

/** The words of a file, with what stands in it. */
export const wordsOfFile = ({ name }: Pick<Doc<"files">, "name">, text: string): string => `${name}\n${text}`;

/** The words of a note. */
export const wordsOfNote = ({ title }: Pick<Doc<"notes">, "title">, text: string): string =>
  `${title}\n${text}`;

export const audienceOf = ({ _id, kind }: Doc<"channels">): Entry["audience"] =>
  kind === "public" ? "workspace" : _id;

/** What is told of files, also of those that were deleted since: they may come back. */
const fileFlags = (files: readonly Pick<Doc<"files">, "type">[]): Flag[] => {
  const kinds = new Set(files.map(({ type }) => kindOf(type)));
  return files.length === 0 ? [] : ["file", ...FILE_KINDS.filter((kind) => kinds.has(kind))];
};

type Files = readonly Doc<"files">[];

function messageEntry(message: Message, channel: Doc<"channels">, files: Files): [Fields, string[]] {
  const { channelId, authorId, sentAt: at, mentions } = message;
  const isDirect = channel.kind === "direct";
  const others = (channel.directMemberIds ?? []).filter((id) => id !== authorId);
  const flags: Partial<Record<Flag, boolean>> = {
    link: hasLink(message),
    reaction: message.hasReactions === true,
    pin: message.pinnedBy !== undefined,
    task: message.taskId !== undefined,
    thread: message.threadId !== undefined || message.hasReplies === true,
    dm: isDirect,
  };
  const fields = { kind: "message" as const, subject: message._id, audience: audienceOf(channel) };
  const told = [
    ...Object.entries(flags).flatMap(([flag, is]) => (is ? [flagTerm(flag as Flag)] : [])),
    ...fileFlags(files).map(flagTerm),
    ...[...new Set([...mentions, ...others])].map(toTerm),
  ];
  return [{ ...fields, channelId, authorId, at }, [...told, ...indexedTerms(wordsOfMessage(message))]];
}

function taskEntry(task: Doc<"tasks">, description: string): [Fields, string[]] {
  const { audience, channelId, createdBy: authorId, assigneeId, _creationTime: at } = task;
  const { category, priority } = task;
  const told = [
    flagTerm(task.status === "done" ? "done" : "open"),
    ...(task.dueDate === undefined ? [] : [flagTerm("due")]),
    ...(task.fileCount === undefined ? [] : [flagTerm("file")]),
    ...(assigneeId ? [assigneeTerm(assigneeId)] : []),
    ...(category ? [categoryTerm(category)] : []),
    ...(priority ? [priorityTerm(priority)] : []),
    ...task.tags.map(tagTerm),
  ];
  const fields = { kind: "task" as const, subject: task._id, audience, ...(channelId && { channelId }) };
  return [{ ...fields, authorId, at }, [...told, ...indexedTerms(wordsOfTask(task, description))]];
}

function fileEntry(file: Doc<"files">, audience: Entry["audience"], text: string): [Fields, string[]] {
  const { _id: subject, channelId, uploaderId: authorId, _creationTime: at } = file;
  const fields = { kind: "file" as const, subject, audience, authorId, at };
  const terms = [...fileFlags([file]).map(flagTerm), ...indexedTerms(wordsOfFile(file, text))];
  return [{ ...fields, ...(channelId && { channelId }) }, terms];
}

/** A note is a document among the files of its channel. */
function noteEntry(note: Doc<"notes">, channel: Doc<"channels">, text: string): [Fields, string[]] {
  const { _id: subject, channelId, createdBy: authorId, changedAt: at } = note;
  const fields = { kind: "note" as const, subject, audience: audienceOf(channel), channelId, authorId, at };
  const flags: Flag[] = ["file", "document"];
  return [fields, [...flags.map(flagTerm), ...indexedTerms(wordsOfNote(note, text))]];
}

/** The rows of an entry: one, unless its terms are very many. */
function rowsFor([fields, terms]: [Fields, string[]]): Omit<Entry, "_id" | "_creationTime">[] {
  const parts: string[] = [];
  const bytes = new TextEncoder();
  let [part, size] = [EVERY, 0];
  for (const term of new Set(terms)) {
    const length = bytes.encode(term).length + 1;
    if (size + length > MOST_BYTES) {
      parts.push(part);
      [part, size] = [EVERY, 0];
    }
    part += ` ${term}`;
    size += length;
  }
  parts.push(part);
  const month = monthIn(fields.at);
  return parts.map((one) => ({ ...fields, month, terms: one, isPart: parts.length > 1 }));
}

/** The entry of a thing, in its parts. */
export async function rowsOf(ctx: DbCtx, subject: string): Promise<Entry[]> {
  return await ctx.db
    .query("searchEntries")
    .withIndex("by_subject", (q) => q.eq("subject", subject))
    .collect();
}

/** Enters what was not there before. */
async function enter(ctx: MutationCtx, entry: [Fields, string[]]): Promise<void> {
  for (const row of rowsFor(entry)) await ctx.db.insert("searchEntries", row);
}

/** Puts an entry in the place of what it was, or takes it out. */
async function renew(ctx: MutationCtx, subject: string, entry: [Fields, string[]] | null): Promise<void> {
  const [former, rows] = [await rowsOf(ctx, subject), entry ? rowsFor(entry) : []];
  for (const [i, row] of rows.entries()) {
    const was = former[i];
    if (!was) await ctx.db.insert("searchEntries", row);
    else if (!isSame(was, row)) await ctx.db.replace("searchEntries", was._id, row);
  }
  for (const { _id } of former.slice(rows.length)) await ctx.db.delete("searchEntries", _id);
}

const isSame = (was: Entry, is: Omit<Entry, "_id" | "_creationTime">): boolean =>
  (Object.keys(is) as (keyof typeof is)[]).every((key) => was[key] === is[key]) &&
  was.channelId === is.channelId;

/** To be called for every new message. */
export async function posted(
  ctx: MutationCtx,
  message: Message,
  channel: Doc<"channels">,
  files: Files,
): Promise<void> {
  await enter(ctx, messageEntry(message, channel, files));
}

/** To be called when a message has changed in anything that it is found by. */
export async function renewMessage(ctx: MutationCtx, messageId: Id<"messages">): Promise<void> {
  const message = await ctx.db.get("messages", messageId);
  if (message) await renewMessageRow(ctx, message);
  else await renew(ctx, messageId, null);
}

/** The same where it is read already. */
export async function renewMessageRow(ctx: MutationCtx, message: Doc<"messages">): Promise<void> {
  const channel = await ctx.db.get("channels", message.channelId);
  if (!channel || message.deletedAt !== undefined) return await renew(ctx, message._id, null);
  const files = (message.fileIds ?? []).map(async (id) => await ctx.db.get("files", id));
  const found = (await Promise.all(files)).filter((file) => file !== null);
  await renew(ctx, message._id, messageEntry(message, channel, found));
}

/** The same for a file. @param text  what stands in it */
export async function renewFile(ctx: MutationCtx, fileId: Id<"files">, text: string): Promise<void> {
  const file = await ctx.db.get("files", fileId);
  const audience = file?.state === "shown" && (await audienceOfFile(ctx, file));
  await renew(ctx, fileId, file && audience ? fileEntry(file, audience, text) : null);
}

/** The same for a note. */
export async function renewNote(ctx: MutationCtx, noteId: Id<"notes">, text: string): Promise<void> {
  const note = await ctx.db.get("notes", noteId);
  const channel = note && (await ctx.db.get("channels", note.channelId));
  const isThere = note && channel && note.deletedAt === undefined;
  await renew(ctx, noteId, isThere ? noteEntry(note, channel, text) : null);
}

/** That of the task it is on, or of the channel it was sent in. */
async function audienceOfFile(ctx: DbCtx, { taskId, channelId }: Doc<"files">) {
  const task = taskId && (await ctx.db.get("tasks", taskId));
  if (task) return task.audience;
  const channel = channelId && (await ctx.db.get("channels", channelId));
  return channel && audienceOf(channel);
}

/** The same for a task, new or not. */
export async function renewTask(
  ctx: MutationCtx,
  taskId: Id<"tasks">,
  description: string,
  isNew = false,
): Promise<void> {
  const task = await ctx.db.get("tasks", taskId);
  const entry = task && task.deletedAt === undefined ? taskEntry(task, description) : null;
  if (isNew && entry) await enter(ctx, entry);
  else await renew(ctx, taskId, entry);
}

/** What a task is found by, besides its description. */
export const FOUND_BY: ReadonlySet<string> = new Set<keyof Doc<"tasks">>([
  "title",
  "status",
  "assigneeId",
  "dueDate",
  "tags",
  "channelId",
  "category",
  "priority",
  "blockedReason",
  "fileCount",
  "deletedAt",
]);
