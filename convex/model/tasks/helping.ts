/** Who helps with a task beside its assignee: whoever may read it. */
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { canReadTask, requirePerson, type UserMutationCtx } from "../access";
import * as TaskRows from "../board/taskRows";
import * as Discussions from "./discussions";
import { fail } from "../errors";

type Task = Doc<"tasks">;
type Helped = Pick<Task, "helperIds" | "channelId">;

/** Absent where there is nobody. */
const stored = (helperIds: Id<"users">[]) => ({ helperIds: helperIds.length > 0 ? helperIds : undefined });

/** The helpers without somebody, such as who has the task now; nothing to change where they are none of them. */
export function without({ helperIds = [] }: Helped, userId: Id<"users"> | undefined) {
  if (userId === undefined || !helperIds.includes(userId)) return {};
  return stored(helperIds.filter((id) => id !== userId));
}

/**
 * Lets somebody help, or no more. Who has the task does more than help.
 *
 * @throws NOT_FOUND | ASSIGNEE_NOT_MEMBER | TOO_MANY_HELPERS
 */
export async function set(
  ctx: UserMutationCtx,
  task: Task,
  { userId, isHelping }: { userId: Id<"users">; isHelping: boolean },
): Promise<void> {
  const { helperIds = [], assigneeId } = task;
  if (!isHelping) return await TaskRows.patch(ctx, task, without(task, userId));
  await requirePerson(ctx, userId);
  if (userId === assigneeId || helperIds.includes(userId)) return;
  const next = { ...task, ...stored([...helperIds, userId]) };
  await check(ctx, next);
  if (next.helperIds!.length > LIMITS.helpersPerTask) throw fail("TOO_MANY_HELPERS");
  await TaskRows.patch(ctx, task, { helperIds: next.helperIds });
  await Discussions.follow(ctx, task, userId);
}

/** Nobody is to help with a task that they cannot open. @throws ASSIGNEE_NOT_MEMBER */
export async function check(ctx: UserMutationCtx, { helperIds = [], channelId }: Helped): Promise<void> {
  for (const userId of helperIds)
    if (!(await canReadTask(ctx, { channelId }, userId))) throw fail("ASSIGNEE_NOT_MEMBER");
}
