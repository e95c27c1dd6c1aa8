/** Messages as mails quote them. */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { cutText } from "../../shared/text";
import { titleFor } from "../chat/channels";
import { withNames } from "../chat/mentionNames";
import { canReadTask } from "../access";
import type { mentionItem, namedTask } from "./digestContent";
import type { DbCtx } from "../context";

/** Characters of a message that are looked at: a mention is longer than the name it is shown as. */
const LOOKED_AT = 4 * LIMITS.digestText;

/** A message as a mail to `readerId` quotes it, its mentions by name. */
export async function quote(
  ctx: DbCtx,
  message: Doc<"messages">,
  readerId: Id<"users">,
): Promise<Infer<typeof mentionItem>> {
  const channel = await ctx.db.get("channels", message.channelId);
  const author = await ctx.db.get("users", message.authorId);
  return {
    messageId: message._id,
    channelId: message.channelId,
    threadId: message.threadId,
    channel: channel ? await titleFor(ctx, channel, readerId) : "",
    author: author?.name ?? "somebody",
    text: cutText(await withNames(ctx, startOf(message)), LIMITS.digestText),
  };
}

/** The start of a text, cut before a mention and not within it, and those it mentions. */
function startOf({ text, mentions }: Doc<"messages">): Pick<Doc<"messages">, "text" | "mentions"> {
  const start = cutText(text, LOOKED_AT).replace(/<@[^<>]*…$/u, "…");
  return { text: start, mentions: mentions.filter((id) => start.includes(id)) };
}

type Quote = Infer<typeof mentionItem>;

/** The same with the tasks that it names, in the order in which it does: as its reader may read them now. */
export async function quoteWithTasks(
  ctx: DbCtx,
  message: Doc<"messages">,
  readerId: Id<"users">,
): Promise<Quote> {
  const item = await quote(ctx, message, readerId);
  const tasks: Infer<typeof namedTask>[] = [];
  for (const name of namesIn(item.text).slice(0, LIMITS.digestNamed)) {
    const task = await taskOf(ctx, name);
    if (!task || task.deletedAt !== undefined || !(await canReadTask(ctx, task, readerId))) continue;
    if (tasks.some(({ taskId }) => taskId === task._id)) continue;
    const { _id: taskId, number, title, status, channelId } = task;
    tasks.push({ taskId, number, title, status, ...(channelId && { channelId }) });
  }
  return { ...item, ...(tasks.length > 0 && { tasks }) };
}

/** Numbers as in "T-42", and ids in links to tasks, each once. */
function namesIn(text: string): string[] {
  const named = text.matchAll(
    /(?<![\p{L}\p{N}_/#&=.@-])T-(\d{1,9})(?![\p{L}\p{N}-])|[?&]task=([a-z0-9]{16,64})\b/gu,
  );
  return [...new Set(Array.from(named, ([, number, id]) => number ?? id!))];
}

async function taskOf({ db }: DbCtx, name: string): Promise<Doc<"tasks"> | null> {
  const id = db.normalizeId("tasks", name);
  if (id) return await db.get("tasks", id);
  return await db
    .query("tasks")
    .withIndex("by_number", (q) => q.eq("number", Number(name)))
    .unique();
}

/** Quotes and the tasks in them: all that names a channel. */
export const namingOf = (quotes: readonly Quote[]) => quotes.flatMap((item) => [item, ...(item.tasks ?? [])]);

/** Those that may be read, with what may be read of their tasks. */
export const readableQuotes = (
  quotes: readonly Quote[],
  isReadable: (item: { channelId?: Id<"channels"> }) => boolean,
): Quote[] =>
  quotes
    .filter(isReadable)
    .map(({ tasks, ...item }) => ({ ...item, ...(tasks && { tasks: tasks.filter(isReadable) }) }));
