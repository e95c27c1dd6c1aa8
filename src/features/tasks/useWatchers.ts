import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { OptimisticLocalStore } from "convex/browser";
import { useMutation, useQuery } from "convex/react";
import { useMyId } from "@/features/users";
import type { TaskId } from "./task";

type Choice = { taskId: TaskId; userId?: Id<"users"> };

const shown = (isWatching: boolean) => (store: OptimisticLocalStore, choice: Choice) => {
  const { taskId, userId } = choice;
  const watchers = store.getQuery(api.board.taskWatchers.list, { taskId });
  if (!watchers || userId === undefined) return;
  const others = watchers.filter((id) => id !== userId);
  store.setQuery(api.board.taskWatchers.list, { taskId }, isWatching ? [...others, userId] : others);
};
const showWatched = shown(true);
const showUnwatched = shown(false);

/** Who watches a task, undefined until they have come, and whether I do. */
export function useWatchers(taskId: TaskId) {
  const myId = useMyId();
  const watchers = useQuery(api.board.taskWatchers.list, { taskId });
  const watch = useMutation(api.board.taskWatchers.add).withOptimisticUpdate(showWatched);
  const unwatch = useMutation(api.board.taskWatchers.remove).withOptimisticUpdate(showUnwatched);
  return {
    watchers,
    isWatching: watchers?.some((id) => id === myId) === true,
    choose: (userId: Id<"users">, isWatching: boolean) => (isWatching ? watch : unwatch)({ taskId, userId }),
  };
}
