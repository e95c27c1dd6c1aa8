/** Tasks that people make of what was said. */
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { cutText } from "../../shared/text";
import type { UserMutationCtx } from "../access";
import { settledTs } from "../commitTs";
import { withNames } from "../chat/mentionNames";
import { fail } from "../errors";
import * as Files from "../files/files";
import type { SaidOfTask } from "../board/saidOfTask";
import * as Watching from "./watching";
import * as Sources from "./sources";
import { create, restore } from "./tasks";

type Message = Doc<"messages">;

/**
 * The task made from messages of one channel, by whoever comes first: everybody who asks gets the same one. A deleted
 * one returns. Of several, those that have a task already keep it, and the others become one; where all have one, that
 * of the first is the answer.
 *
 * @param said  what is said of one that is made now
 * @throws as `create`, and NOT_A_MEMBER | CHANNEL_ARCHIVED | MESSAGES_APART | MESSAGES_TOO_LONG
 */
export async function createFromMessages(
  ctx: UserMutationCtx,
  messages: readonly Message[],
  { title, ...said }: SaidOfTask = {},
): Promise<Id<"tasks">> {
  const free = messages.filter(({ taskId }) => taskId === undefined).toSorted(bySaid);
  const [first] = free;
  if (!first) return messages[0]!.taskId!;
  const { channelId } = first;
  if (messages.some((message) => message.channelId !== channelId)) throw fail("MESSAGES_APART");
  const former = await formerOf(ctx, free);
  if (former) {
    await restore(ctx, former);
    return former._id;
  }
  const taskId = await create(ctx, { ...(await draftFrom(ctx, free, title)), ...said, channelId }, free);
  await Sources.link(ctx, taskId, free);
  await Watching.addReaders(
    ctx,
    taskId,
    free.map(({ authorId }) => authorId),
  );
  return taskId;
}

const bySaid = (a: Message, b: Message) => (settledTs(a.commitTs) < settledTs(b.commitTs) ? -1 : 1);

/** The deleted task of just these messages. */
async function formerOf(ctx: UserMutationCtx, messages: readonly Message[]): Promise<Doc<"tasks"> | null> {
  const newest = await ctx.db
    .query("tasks")
    .withIndex("by_fromMessageId", (q) => q.eq("fromMessageId", messages[0]!._id))
    .order("desc")
    .first();
  if (!newest) return null;
  const sources = Sources.sourcesOf(newest);
  const isSame = sources.length === messages.length && sources.every((id, i) => id === messages[i]!._id);
  return isSame ? newest : null;
}

/**
 * The first line as the title, unless one is given, or what a file is called; the whole as the description where there is
 * more than that line.
 */
async function draftFrom(ctx: UserMutationCtx, messages: readonly Message[], given?: string) {
  const texts = await Promise.all(messages.map(async (message) => (await withNames(ctx, message)).trim()));
  const said = texts.find((text) => text !== "") ?? "";
  const firstLine = said.split("\n").find((line) => line.trim() !== "");
  const line = (firstLine ?? (await fileName(ctx, messages))).trim();
  const named = given === undefined ? line : await withNames(ctx, { ...messages[0]!, text: given });
  const title = cutText(named, LIMITS.taskTitle);
  const isOne = texts.length === 1;
  const whole = isOne ? said : await conversation(ctx, messages, texts);
  // What one said at length is read where it stands; of a conversation nobody would know what is missing.
  if (!isOne && whole.length > LIMITS.taskDescription) throw fail("MESSAGES_TOO_LONG");
  const isSaid = whole === line && named === title;
  return { title, description: isSaid ? "" : cutText(whole, LIMITS.taskDescription) };
}

async function fileName(ctx: UserMutationCtx, messages: readonly Message[]): Promise<string> {
  for (const message of messages) {
    const [file] = await Files.ofMessage(ctx, message);
    if (file) return file.name;
  }
  return "";
}

/** What each said below their name, once where they said several things. */
async function conversation(
  ctx: UserMutationCtx,
  messages: readonly Message[],
  texts: readonly string[],
): Promise<string> {
  const parts: string[] = [];
  let speaker: Id<"users"> | undefined;
  for (const [i, { authorId }] of messages.entries()) {
    if (texts[i] === "") continue;
    if (authorId !== speaker) parts.push(`**${(await ctx.db.get("users", authorId))?.name ?? ""}**`);
    parts.push(texts[i]!);
    speaker = authorId;
  }
  return parts.join("\n\n");
}
