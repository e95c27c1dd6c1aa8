/**
 * Who helps with a task. The task says who they are; a row for each of them keeps what "My tasks" is sorted by, so that what a
 * person helps with is one range. Whoever begins to help watches.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import * as Watchers from "../notices/watchers";

type Task = Pick<Doc<"tasks">, "_creationTime" | "helperIds" | "dueDate" | "completedAt" | "deletedAt">;

const NOBODY: readonly Id<"users">[] = [];

/** Keeps the rows true after a task was changed. */
export async function renew(
  ctx: MutationCtx,
  taskId: Id<"tasks">,
  { before, after }: { before: Task; after: Task },
): Promise<void> {
  const { helperIds = NOBODY } = after;
  if (helperIds.length === 0 && before.helperIds === undefined) return;
  if (!Watchers.isListedAnew(before, after) && before.helperIds === after.helperIds) return;
  const is = Watchers.listedAs(after);
  const rows = await ctx.db
    .query("taskHelpers")
    .withIndex("by_taskId", (q) => q.eq("taskId", taskId))
    .take(LIMITS.helpersPerTask);
  for (const { _id, userId } of rows)
    if (helperIds.includes(userId)) await ctx.db.patch("taskHelpers", _id, is);
    else await ctx.db.delete("taskHelpers", _id);
  const known = new Set(rows.map(({ userId }) => userId));
  for (const userId of helperIds) {
    if (known.has(userId)) continue;
    await ctx.db.insert("taskHelpers", { taskId, userId, ...is });
    await Watchers.add(ctx, taskId, userId);
  }
}
