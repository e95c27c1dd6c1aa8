/** One change of several tasks: one transaction, so one action to take back; a task that refuses is left out and told of. */
import { ConvexError, v, type Infer } from "convex/values";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx } from "../access";
import { fail } from "../errors";
import { changeFields, status } from "./tasks";

/** One of these. */
export const bulkChange = v.union(
  v.object({ kind: v.literal("update"), changes: v.object(changeFields) }),
  v.object({ kind: v.literal("move"), status }),
  v.object({ kind: v.literal("archive") }),
  v.object({ kind: v.literal("remove") }),
);

export const bulkAnswer = v.object({
  changed: v.number(),
  /** The action that it is, for `undo.action`. */
  commitTs: v.commitTs(),
  refused: v.array(v.object({ taskId: v.id("tasks"), code: v.string() })),
});

/** @throws TOO_MANY_IDS */
export async function changeMany(
  ctx: UserMutationCtx,
  ids: readonly Id<"tasks">[],
  change: Infer<typeof bulkChange>,
): Promise<Infer<typeof bulkAnswer>> {
  const taskIds = [...new Set(ids)];
  if (taskIds.length > LIMITS.tasksChosen) throw fail("TOO_MANY_IDS");
  const refused: Infer<typeof bulkAnswer>["refused"] = [];
  for (const taskId of taskIds) {
    try {
      // Nested: what a task has begun before it refuses is not left behind.
      await changeOne(ctx, taskId, change);
    } catch (error) {
      const code = error instanceof ConvexError ? (error.data as { code?: string }).code : undefined;
      if (code === undefined) throw error;
      refused.push({ taskId, code });
    }
  }
  return { changed: taskIds.length - refused.length, commitTs: ctx.db.vars.commitTs, refused };
}

async function changeOne(
  ctx: UserMutationCtx,
  taskId: Id<"tasks">,
  change: Infer<typeof bulkChange>,
): Promise<void> {
  if (change.kind === "update") await ctx.runMutation(api.tasks.update, { taskId, ...change.changes });
  else if (change.kind === "move") await ctx.runMutation(api.tasks.move, { taskId, status: change.status });
  else if (change.kind === "archive")
    await ctx.runMutation(api.board.archive.set, { taskId, isArchived: true });
  else await ctx.runMutation(api.tasks.remove, { taskId });
}
