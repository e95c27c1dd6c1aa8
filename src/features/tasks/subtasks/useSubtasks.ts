import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { api } from "@convex/_generated/api";
import { taskLabel } from "@convex/shared/tasks";
import type { OptimisticLocalStore } from "convex/browser";
import { useMutation, useQuery } from "convex/react";
import type { FunctionArgs } from "convex/server";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { changeParts, placed } from "../optimistic";
import type { TaskId } from "../task";
import { neighboursAt, without, type Subtask } from "./subtask";

/** The parts of a task that I may read, in their order; undefined while they load. */
export const useSubtasks = (taskId: TaskId): readonly Subtask[] | undefined =>
  useQuery(api.board.subtasks.list, { taskId });

/** The task that one is a part of, if I may read it. */
export const useParent = (taskId: TaskId) => useQuery(api.board.subtasks.parent, { taskId });

export function useSetParent() {
  const setParent = useMutation(api.board.subtasks.setParent).withOptimisticUpdate(showParent);
  return (taskId: TaskId, parentId: TaskId | null) => setParent({ taskId, parentId });
}

/** Puts a part at an index among its siblings, and tells screen readers where it stands. */
export function usePlaceSubtask(parts: readonly Subtask[]) {
  const place = useMutation(api.board.subtasks.place).withOptimisticUpdate(showPlaced);
  return (part: Subtask, index: number) => {
    if (index < 0 || index >= parts.length || parts[index] === part || part.number === 0) return;
    announce(texts.subtasks.moved(taskLabel(part), index + 1, parts.length));
    void reportRefusal(place({ taskId: part._id, ...neighboursAt(without(parts, part._id), index) }));
  };
}

/** The new order before the server has it. */
export function showPlaced(
  store: OptimisticLocalStore,
  { taskId, ...place }: FunctionArgs<typeof api.board.subtasks.place>,
): void {
  changeParts(store, (parts) => {
    const part = parts.find(({ _id }) => _id === taskId);
    return part ? placed(parts, part, place, true) : parts;
  });
}

/** Takes a part from where it was. Where it comes to, the server says. */
export function showParent(
  store: OptimisticLocalStore,
  { taskId, parentId }: FunctionArgs<typeof api.board.subtasks.setParent>,
): void {
  changeParts(store, (parts, wholeId) => (wholeId === parentId ? parts : without(parts, taskId)));
  if (parentId === null && store.getQuery(api.board.subtasks.parent, { taskId }))
    store.setQuery(api.board.subtasks.parent, { taskId }, null);
}
