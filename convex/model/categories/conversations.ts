/** The conversation a task came from. */
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { DbCtx } from "../context";

/**
 * The message a task was made from and the first replies to it, or what was said just before: only where
 * every reader of the task may read it, which is its own channel, or a public one.
 */
export async function conversationOf(ctx: DbCtx, task: Doc<"tasks">): Promise<Doc<"messages">[]> {
  const source = task.fromMessageId && (await ctx.db.get("messages", task.fromMessageId));
  if (!source || !(await isForAllReaders(ctx, task, source.channelId))) return [];
  const inChannel = ctx.db.query("messages");
  const around =
    source.threadId === undefined && source.hasReplies !== true
      ? await inChannel
          .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
            q.eq("channelId", source.channelId).eq("threadId", undefined).lt("commitTs", source.commitTs),
          )
          .order("desc")
          .take(LIMITS.judgedMessages - 1)
      : await inChannel
          .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
            q.eq("channelId", source.channelId).eq("threadId", source.threadId ?? source._id),
          )
          .take(LIMITS.judgedMessages - 1);
  const others = around.filter(({ _id }) => _id !== source._id);
  return [...others, source]
    .filter(({ deletedAt }) => deletedAt === undefined)
    .toSorted((a, b) => a._creationTime - b._creationTime);
}

async function isForAllReaders(ctx: DbCtx, task: Doc<"tasks">, channelId: Id<"channels">): Promise<boolean> {
  if (task.channelId === channelId) return true;
  const channel = await ctx.db.get("channels", channelId);
  return channel?.kind === "public";
}
