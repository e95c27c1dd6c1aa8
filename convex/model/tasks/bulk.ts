/** One change of several tasks, or several new ones: one transaction, so one action to take back; a task that refuses is left out and told of. */
import { ConvexError, v, type Infer } from "convex/values";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx } from "../access";
import { fail } from "../errors";
import { status } from "./cards";
import { changeFields, draftFields } from "./tasks";

/** One of these. */
export const bulkChange = v.union(
  v.object({ kind: v.literal("update"), changes: v.object(changeFields) }),
  /** `column` is one of a channel: tasks of others refuse, and those of none have the status alone. */
  v.object({ kind: v.literal("move"), status, column: v.optional(v.string()) }),
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
  else if (change.kind === "move") {
    const { kind: _kind, ...place } = change;
    await ctx.runMutation(api.tasks.move, { taskId, ...place });
  } else if (change.kind === "archive")
    await ctx.runMutation(api.board.archive.set, { taskId, isArchived: true });
  else await ctx.runMutation(api.tasks.remove, { taskId });
}

/** Of several new tasks at once. */
export const drafts = v.array(v.object(draftFields));

/** By their places among the drafts. */
const refused = v.array(v.object({ index: v.number(), code: v.string() }));

export const manyAnswer = v.object({
  made: v.number(),
  /** The action that it is, for `undo.action`. */
  commitTs: v.commitTs(),
  refused,
});

/**
 * Makes a task of each draft, in their order. A repeated `clientId` answers what the first call did: after a lost reply
 * nobody has them twice.
 *
 * @throws TOO_MANY_IDS | CLIENT_ID_INVALID
 */
export async function createMany(
  ctx: UserMutationCtx,
  clientId: string,
  given: Infer<typeof drafts>,
): Promise<Infer<typeof manyAnswer>> {
  if (given.length > LIMITS.tasksMade) throw fail("TOO_MANY_IDS");
  if (clientId === "" || clientId.length > LIMITS.clientId) throw fail("CLIENT_ID_INVALID");
  const userId = ctx.user._id;
  const known = await ctx.db
    .query("taskBatches")
    .withIndex("by_userId_and_clientId", (q) => q.eq("userId", userId).eq("clientId", clientId))
    .unique();
  if (known) return { made: known.made, commitTs: known.commitTs, refused: known.refused };
  const left: Infer<typeof refused> = [];
  for (const [index, draft] of given.entries()) {
    try {
      // Nested: what a task has begun before it refuses is not left behind.
      await ctx.runMutation(api.tasks.create, draft);
    } catch (error) {
      const code = error instanceof ConvexError ? (error.data as { code?: string }).code : undefined;
      if (code === undefined) throw error;
      left.push({ index, code });
    }
  }
  const answer = { made: given.length - left.length, commitTs: ctx.db.vars.commitTs, refused: left };
  await ctx.db.insert("taskBatches", { userId, clientId, ...answer });
  return answer;
}
