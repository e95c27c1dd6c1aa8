import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { TASK_STATUSES, type TaskStatus } from "../../shared/tasks";

type DbCtx = Pick<QueryCtx, "db">;

/** The board of a channel, in order. Who may see it is asked before. */
export async function ofChannel(ctx: DbCtx, channelId: Id<"channels">): Promise<Doc<"tasks">[]> {
  return await columns(async (status) =>
    ctx.db
      .query("tasks")
      .withIndex("by_channelId_and_deletedAt_and_status_and_rank", (q) =>
        q.eq("channelId", channelId).eq("deletedAt", undefined).eq("status", status),
      )
      .order(readFrom(status))
      .take(LIMITS.boardColumn),
  );
}

/**
 * The board of the workspace, in order, for somebody in these private and direct channels. Columns
 * are cut before tasks of other people's channels are left out.
 */
export async function ofWorkspace(ctx: DbCtx, hiddenChannelIds: Id<"channels">[]): Promise<Doc<"tasks">[]> {
  const tasks = await columns(async (status) =>
    ctx.db
      .query("tasks")
      .withIndex("by_deletedAt_and_status_and_rank", (q) => q.eq("deletedAt", undefined).eq("status", status))
      .order(readFrom(status))
      .take(LIMITS.boardColumn),
  );
  const readable = new Set(hiddenChannelIds);
  for (const channelId of await publicAmong(ctx, tasks)) readable.add(channelId);
  return tasks.filter(({ channelId }) => channelId === undefined || readable.has(channelId));
}

/** A long column shows what matters: the first open tasks, the last finished ones. */
function readFrom(status: TaskStatus) {
  return status === "done" ? "desc" : "asc";
}

async function columns(read: (status: TaskStatus) => Promise<Doc<"tasks">[]>): Promise<Doc<"tasks">[]> {
  const tasks = await Promise.all(
    TASK_STATUSES.map(async (status) => {
      const column = await read(status);
      return readFrom(status) === "desc" ? column.toReversed() : column;
    }),
  );
  return tasks.flat();
}

async function publicAmong(ctx: DbCtx, tasks: Doc<"tasks">[]): Promise<Id<"channels">[]> {
  const channelIds = new Set(tasks.flatMap(({ channelId }) => channelId ?? []));
  const channels = await Promise.all([...channelIds].map(async (id) => await ctx.db.get("channels", id)));
  return channels.flatMap((channel) => (channel?.kind === "public" ? channel._id : []));
}
