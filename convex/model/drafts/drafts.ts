/**
 * Drafts: what a person has typed and not sent, on whichever of their devices.
 *
 *   save of a text that was made of `base` ──▶ the draft is `base`          ──▶ the text
 *                                         └──▶ another device saved since   ──▶ both, joined line by line (joining.ts)
 *   a message is sent                     ──▶ the draft that it began with is gone, in the same transaction
 *
 * Rules   Nobody but its person ever reads a draft. A device keeps what it has until the answer says what the draft is now,
 *         so that neither a lost answer nor the other device takes a word. An empty draft is none.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import {
  requireChannel,
  requireMessageRow,
  requireTask,
  type UserMutationCtx,
  type UserQueryCtx,
} from "../access";
import { fail } from "../errors";
import { join } from "./joining";

export const draftView = v.object({
  channelId: v.optional(v.id("channels")),
  threadId: v.optional(v.id("messages")),
  taskId: v.optional(v.id("tasks")),
  text: v.string(),
  changedAt: v.number(),
});

const toView = ({
  channelId,
  threadId,
  taskId,
  text,
  changedAt,
}: Doc<"drafts">): Infer<typeof draftView> => ({
  channelId,
  threadId,
  taskId,
  text,
  changedAt,
});

/** The drafts of the caller, the last changed first; of very many the last. */
export async function list(ctx: UserQueryCtx): Promise<Infer<typeof draftView>[]> {
  const newestFirst = ctx.db
    .query("drafts")
    .withIndex("by_userId_and_changedAt", (q) => q.eq("userId", ctx.user._id))
    .order("desc");
  const listed: Infer<typeof draftView>[] = [];
  let length = 0;
  for await (const draft of newestFirst) {
    listed.push(toView(draft));
    length += draft.text.length;
    if (listed.length >= LIMITS.draftsListed || length >= LIMITS.draftsListedText) break;
  }
  return listed;
}

/** A channel, a thread by its first message, or a task. */
export type Place = { channelId?: Id<"channels">; threadId?: Id<"messages">; taskId?: Id<"tasks"> };
type Key = Pick<Doc<"drafts">, "channelId" | "threadId" | "taskId">;

/** @throws ONE_THING | NOT_FOUND | THREAD_NESTED */
async function keyOf(ctx: UserMutationCtx, { channelId, threadId, taskId }: Place): Promise<Key> {
  if ([channelId, threadId, taskId].filter((id) => id !== undefined).length !== 1) throw fail("ONE_THING");
  if (threadId === undefined) return channelId ? { channelId } : { taskId };
  const root = await ctx.db.get("messages", threadId);
  if (!root) throw fail("NOT_FOUND");
  if (root.threadId !== undefined) {
    // Nobody learns that there is a reply which they may not read.
    await requireMessageRow(ctx, threadId);
    throw fail("THREAD_NESTED");
  }
  return { channelId: root.channelId, threadId };
}

/** The way to a place for who begins to write there. @throws NOT_FOUND */
async function checkPlace(ctx: UserMutationCtx, { channelId, threadId, taskId }: Place): Promise<void> {
  if (channelId) await requireChannel(ctx, channelId);
  if (threadId) await requireMessageRow(ctx, threadId);
  if (taskId) await requireTask(ctx, taskId);
}

async function find(ctx: UserQueryCtx, { channelId, threadId, taskId }: Key): Promise<Doc<"drafts"> | null> {
  return await ctx.db
    .query("drafts")
    .withIndex("by_userId_and_channelId_and_threadId_and_taskId", (q) =>
      q.eq("userId", ctx.user._id).eq("channelId", channelId).eq("threadId", threadId).eq("taskId", taskId),
    )
    .unique();
}

/**
 * Keeps what was typed. Where the draft is no longer `base`, another device has saved meanwhile: both are joined. Who lost
 * their place since they began may still change the draft and take it back.
 *
 * @param base  the draft that the text was made of; without it the text takes its place whatever it was
 * @returns the draft as it is now
 * @throws ONE_THING | NOT_FOUND | THREAD_NESTED | TEXT_TOO_LONG
 */
export async function save(
  ctx: UserMutationCtx,
  place: Place,
  { text, base }: { text: string; base?: string },
): Promise<string> {
  if (Math.max(text.length, base?.length ?? 0) > LIMITS.messageText) throw fail("TEXT_TOO_LONG");
  const key = await keyOf(ctx, place);
  const row = await find(ctx, key);
  if (!row) await checkPlace(ctx, place);
  const now = row?.text ?? "";
  const joined = base === undefined ? text : join(base, text, now);
  if (joined.length > LIMITS.messageText) throw fail("TEXT_TOO_LONG");
  await write(ctx, key, row, joined);
  return joined;
}

async function write(ctx: UserMutationCtx, key: Key, row: Doc<"drafts"> | null, text: string): Promise<void> {
  if (text === (row?.text ?? "")) return;
  if (row && text === "") await ctx.db.delete("drafts", row._id);
  else if (row) await ctx.db.patch("drafts", row._id, { text, changedAt: Date.now() });
  else await ctx.db.insert("drafts", { userId: ctx.user._id, ...key, text, changedAt: Date.now() });
}

/**
 * A text has left for a channel or a thread: the draft that was its beginning is gone on all devices. One that says something
 * else was typed on another device, and stays.
 */
export async function sent(ctx: UserMutationCtx, key: Key, text: string): Promise<void> {
  const row = await find(ctx, key);
  if (row && text.trim().startsWith(row.text.trim())) await ctx.db.delete("drafts", row._id);
}
