/** The messages that a task was made from: each knows its task while that is there. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbCtx } from "../context";
import * as Entries from "../entries/entries";
import * as Discussions from "./discussions";

type Task = Doc<"tasks">;
type MessageId = Id<"messages">;

export function fieldsOf(messages: readonly Doc<"messages">[]) {
  const ids = messages.map(({ _id }) => _id);
  return {
    ...(ids.length > 0 && { fromMessageId: ids[0] }),
    ...(ids.length > 1 && { fromMessageIds: ids }),
    ...(messages[0] && Discussions.canHold(messages[0]) && { threadId: messages[0]._id }),
  };
}

export function sourcesOf({ fromMessageId, fromMessageIds }: Task): readonly MessageId[] {
  return fromMessageIds ?? (fromMessageId ? [fromMessageId] : []);
}

/** What of its messages is still there. */
export async function messagesOf(ctx: DbCtx, task: Task): Promise<Doc<"messages">[]> {
  const messages = await Promise.all(sourcesOf(task).map(async (id) => await ctx.db.get("messages", id)));
  return messages.filter((message) => message !== null);
}

/** Tells messages their task; one that has another by now keeps that. */
export async function link(ctx: MutationCtx, taskId: Id<"tasks">, messages: readonly Doc<"messages">[]) {
  for (const message of messages) if (message.taskId === undefined) await setTask(ctx, message, taskId);
}

/** Takes a task from its messages. */
export async function unlink(ctx: MutationCtx, taskId: Id<"tasks">, messages: readonly Doc<"messages">[]) {
  for (const message of messages) if (message.taskId === taskId) await setTask(ctx, message, undefined);
}

async function setTask(ctx: MutationCtx, message: Doc<"messages">, taskId: Id<"tasks"> | undefined) {
  await ctx.db.patch("messages", message._id, { taskId });
  await Entries.renewMessageRow(ctx, { ...message, taskId });
}
