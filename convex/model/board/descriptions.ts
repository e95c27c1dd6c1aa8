/** What tasks say at length, apart from their rows: a board reads many tasks, and no description. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbCtx } from "../context";

type Task = Doc<"tasks">;
export type FullTask = Task & { description: string };

async function rowOf(ctx: DbCtx, taskId: Id<"tasks">): Promise<Doc<"taskDescriptions"> | null> {
  return await ctx.db
    .query("taskDescriptions")
    .withIndex("by_taskId", (q) => q.eq("taskId", taskId))
    .unique();
}

/** What a task says at length, possibly nothing. */
export async function textOf(ctx: DbCtx, taskId: Id<"tasks">): Promise<string> {
  return (await rowOf(ctx, taskId))?.text ?? "";
}

export async function withDescription(ctx: DbCtx, task: Task): Promise<FullTask> {
  return { ...task, description: await textOf(ctx, task._id) };
}

/** Writes a description; an empty one has no row. Answers the former. `taskRows.ts` tells of it, and alone calls this. */
export async function write(ctx: MutationCtx, taskId: Id<"tasks">, text: string): Promise<string> {
  const row = await rowOf(ctx, taskId);
  const former = row?.text ?? "";
  if (text === former) return former;
  if (!row) await ctx.db.insert("taskDescriptions", { taskId, text });
  else if (text === "") await ctx.db.delete("taskDescriptions", row._id);
  else await ctx.db.patch("taskDescriptions", row._id, { text });
  return former;
}
