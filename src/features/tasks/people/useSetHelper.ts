import { api } from "@convex/_generated/api";
import { useMutation } from "convex/react";
import { changeTask } from "../optimistic";

/** Lets somebody help with a task, or no more. */
export function useSetHelper() {
  return useMutation(api.board.taskHelpers.set).withOptimisticUpdate((store, { taskId, userId, isHelping }) =>
    changeTask(store, taskId, (task) => {
      const others = task.helperIds?.filter((id) => id !== userId) ?? [];
      return { ...task, helperIds: isHelping ? [...others, userId] : others };
    }),
  );
}
