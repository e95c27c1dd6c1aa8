/** Tasks by what people type: a number, or words of the title. */
import type { Doc } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { QueryCtx } from "../../_generated/server";
import { canReadTask, reads, requireColleague, type UserQueryCtx } from "../access";
import type { DbCtx } from "../context";
import { hasRoomFor, MIB, type Need } from "../batches";
import { hiddenWithTasks } from "../chat/channels";
import { cutText } from "../../shared/text";

type Task = Doc<"tasks">;

const SEARCHED_AT_ONCE = 8;
/** What so many searches read. */
const NEED: Need = {
  databaseQueries: SEARCHED_AT_ONCE,
  documentsRead: SEARCHED_AT_ONCE * LIMITS.tasksFound,
  bytesRead: 2.5 * MIB,
};

/** Open tasks first, at most `LIMITS.tasksFound`. Only what the caller may read is searched. */
export async function byText(ctx: UserQueryCtx, text: string): Promise<Task[]> {
  const number = /^t-?(\d{1,9})$/i.exec(text.trim())?.[1];
  if (number !== undefined) return await byNumber(ctx, Number(number));
  if (text.trim() === "") return [];
  const audiences = ["workspace" as const, ...(await hiddenWithTasks(ctx, ctx.user))];
  const found: Task[] = [];
  // Of somebody with tasks of the greatest size in very many private channels not all can be searched.
  for (let at = 0; at < audiences.length && (await hasRoomFor(ctx, NEED)); at += SEARCHED_AT_ONCE) {
    const searches = audiences.slice(at, at + SEARCHED_AT_ONCE).map(
      async (audience) =>
        await ctx.db
          .query("tasks")
          .withSearchIndex("by_title", (q) =>
            q
              .search("title", cutText(text, LIMITS.taskTitle, ""))
              .eq("audience", audience)
              .eq("deletedAt", undefined),
          )
          .take(LIMITS.tasksFound),
    );
    found.push(...(await Promise.all(searches)).flat());
  }
  const isDone = (task: Task) => Number(task.status === "done");
  return found.sort((a, b) => isDone(a) - isDone(b)).slice(0, LIMITS.tasksFound);
}

async function byNumber(ctx: UserQueryCtx, number: number): Promise<Task[]> {
  const task = await withNumber(ctx, number);
  return task && (await canReadTask(ctx, task, ctx.user._id)) ? [task] : [];
}

async function withNumber(ctx: DbCtx, number: number): Promise<Task | null> {
  const task = await ctx.db
    .query("tasks")
    .withIndex("by_number", (q) => q.eq("number", number))
    .unique();
  return task?.deletedAt === undefined ? task : null;
}

/** The same for a shared query: a message names a task to all who read it. @throws NOT_SIGNED_IN */
export async function numbered(
  ctx: DbCtx & Pick<QueryCtx, "runQuery">,
  number: number,
): Promise<Task | null> {
  await requireColleague(ctx);
  const task = await withNumber(ctx, number);
  if (!task) return null;
  return task.channelId === undefined || (await reads(ctx, task.channelId)) ? task : null;
}
