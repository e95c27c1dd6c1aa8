import type { api } from "@convex/_generated/api";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { taskLabel } from "@convex/shared/tasks";
import { texts } from "@/texts";
import type { TaskId } from "../task";

/** A part of a task, as the pane of that shows it. One that is on its way to the server has no number yet: 0. */
export type Subtask = FunctionReturnType<typeof api.board.subtasks.list>[number];

export type Place = Pick<FunctionArgs<typeof api.board.subtasks.place>, "before" | "after">;

/** Where a part is to stand, counted among the others: the neighbours say it, as they may have moved meanwhile. */
export function neighboursAt(others: readonly Subtask[], index: number): Place {
  const [before, after] = [others[index - 1]?._id, others[index]?._id];
  return { ...(before && { before }), ...(after && { after }) };
}

export const without = (parts: readonly Subtask[], taskId: TaskId): Subtask[] =>
  parts.filter(({ _id }) => _id !== taskId);

/** What a part is called where it is spoken of. */
export const nameOf = (part: Pick<Subtask, "number">): string =>
  part.number > 0 ? taskLabel(part) : texts.ui.saving;
