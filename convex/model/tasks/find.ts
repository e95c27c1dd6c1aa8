/** Tasks by what people type: a number, or words of the title. */
import type { Doc } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { canRead, type UserQueryCtx } from "../access";
import { hiddenWithTasks } from "../chat/channels";
import { cutText } from "../../shared/text";

type Task = Doc<"tasks">;

/** Open tasks first, at most `LIMITS.tasksFound`. Only what the caller may read is searched. */
export async function byText(ctx: UserQueryCtx, text: string): Promise<Task[]> {
  const number = /^t-?(\d{1,9})$/i.exec(text.trim())?.[1];
  if (number !== undefined) return await byNumber(ctx, Number(number));
  if (text.trim() === "") return [];
  const audiences = ["workspace" as const, ...(await hiddenWithTasks(ctx, ctx.user))];
  const found = await Promise.all(
    audiences.map(
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
    ),
  );
  const isDone = (task: Task) => Number(task.status === "done");
  return found
    .flat()
    .sort((a, b) => isDone(a) - isDone(b))
    .slice(0, LIMITS.tasksFound);
}

async function byNumber(ctx: UserQueryCtx, number: number): Promise<Task[]> {
  const task = await ctx.db
    .query("tasks")
    .withIndex("by_number", (q) => q.eq("number", number))
    .unique();
  if (!task || task.deletedAt !== undefined) return [];
  const mayRead = task.channelId === undefined || (await canRead(ctx, task.channelId, ctx.user._id));
  return mayRead ? [task] : [];
}
