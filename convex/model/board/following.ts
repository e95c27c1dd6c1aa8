/** What follows for a card from other tasks. */
import type { Doc } from "../../_generated/dataModel";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import type { ActorCtx } from "../events/events";

type Task = Doc<"tasks">;
type Following =
  | "openBlockers"
  | "hasRelations"
  | "parentNumber"
  | "subtaskCount"
  | "subtasksDone"
  | "hasSubtasks";

/** Writes it. The event keeps the history whole, says nothing to people, and is nobody's doing. */
export async function mark(
  { user: _user, ...ctx }: ActorCtx,
  task: Task,
  marks: Partial<Pick<Task, Following>>,
): Promise<void> {
  const changes = changesBetween(task, { ...task, ...marks });
  if (changes.length === 0) return;
  await ctx.db.patch("tasks", task._id, marks);
  await Events.record(ctx, { noun: "task", verb: "changed", subject: task._id, changes });
}
