/** Who watches a task, as people see and choose it. */
import type { Id } from "../../_generated/dataModel";
import { canReadTask, requirePerson, type UserMutationCtx, type UserQueryCtx } from "../access";
import { fail } from "../errors";
import * as Discussions from "./discussions";
import * as Watchers from "../notices/watchers";
import type { Doc } from "../../_generated/dataModel";

type Task = Doc<"tasks">;

/** Those who hear of it: who may not read it any more is not among them. */
export async function watchers(ctx: UserQueryCtx, task: Task): Promise<Id<"users">[]> {
  const all = await Watchers.all(ctx, task._id);
  const mayRead = await Promise.all(all.map(async (userId) => await canReadTask(ctx, task, userId)));
  return all.filter((_, i) => mayRead[i]);
}

/**
 * Lets somebody watch, and follow what is said of it; who does already, goes on.
 *
 * @throws NOT_FOUND | ASSIGNEE_NOT_MEMBER | TOO_MANY_WATCHERS
 */
export async function watch(ctx: UserMutationCtx, task: Task, userId: Id<"users">): Promise<void> {
  await requirePerson(ctx, userId);
  if (!(await canReadTask(ctx, task, userId))) throw fail("ASSIGNEE_NOT_MEMBER");
  if (!(await Watchers.add(ctx, task._id, userId))) throw fail("TOO_MANY_WATCHERS");
  await Discussions.follow(ctx, task, userId);
}

/** Lets those of these people watch who may read the task, as long as there is room. */
export async function addReaders(
  ctx: UserMutationCtx,
  taskId: Id<"tasks">,
  userIds: readonly Id<"users">[],
): Promise<void> {
  const task = (await ctx.db.get("tasks", taskId))!;
  for (const userId of new Set(userIds))
    if (await canReadTask(ctx, task, userId)) await Watchers.add(ctx, taskId, userId);
}
