/**
 * The boxes in the description of a task. Whoever ticks one says which line they saw and what stood in it: two who tick
 * different boxes at once lose nothing, and a line that says something else by now is not touched.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { findCheck, withCheck, type CheckItem } from "../../shared/markdown/checklist";
import { taskLabel } from "../../shared/tasks";
import { cutText } from "../../shared/text";
import type { UserMutationCtx } from "../access";
import { textOf } from "../board/descriptions";
import * as TaskRows from "../board/taskRows";
import { fail } from "../errors";
import * as Tasks from "../tasks/tasks";

type Task = Doc<"tasks">;
type Seen = Pick<CheckItem, "line" | "text">;

/** @throws CHECK_GONE */
async function requireCheck(
  ctx: UserMutationCtx,
  task: Task,
  seen: Seen,
): Promise<{ item: CheckItem; description: string }> {
  const description = await textOf(ctx, task._id);
  const item = findCheck(description, seen);
  if (!item) throw fail("CHECK_GONE");
  return { item, description };
}

/** The history says what was ticked. */
const told = (item: CheckItem, isDone: boolean) => [
  { field: "check", [isDone ? "after" : "before"]: cutText(item.text, LIMITS.taskTitle) },
];

/** Ticks a box, or takes the tick away. The same again changes nothing. @throws CHECK_GONE */
export async function tick(ctx: UserMutationCtx, task: Task, seen: Seen, isDone: boolean): Promise<void> {
  const { item, description } = await requireCheck(ctx, task, seen);
  if (item.isDone === isDone) return;
  const fields = { description: withCheck(description, item, isDone) };
  await TaskRows.patch(ctx, task, fields, "changed", told(item, isDone));
}

/** Signs of emphasis and code around words: a title has none. */
const plain = (text: string): string => text.replace(/(\*\*|~~|`)(.+?)\1/g, "$2");

/**
 * Makes a part of the task of what stands behind a box, which is ticked then and names the part.
 *
 * @throws CHECK_GONE, and as `Tasks.create` and `Tasks.update`
 */
export async function toSubtask(ctx: UserMutationCtx, task: Task, seen: Seen): Promise<Id<"tasks">> {
  const { item, description } = await requireCheck(ctx, task, seen);
  const title = cutText(plain(item.text), LIMITS.taskTitle);
  const status = item.isDone ? "done" : "todo";
  const partId = await Tasks.create(ctx, { title, status, parentId: task._id });
  const part = (await ctx.db.get("tasks", partId))!;
  const whole = (await ctx.db.get("tasks", task._id))!;
  await Tasks.update(ctx, whole, { description: withCheck(description, item, true, taskLabel(part)) });
  return partId;
}
