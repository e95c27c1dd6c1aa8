import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation } from "convex/react";
import { changeTask } from "../optimistic";
import type { TaskId } from "../task";

/** Chooses the picture that a card shows, or none. */
export function useCover(taskId: TaskId) {
  const set = useMutation(api.board.covers.set).withOptimisticUpdate((store, { fileId }) =>
    changeTask(store, taskId, (task) => ({ ...task, coverId: fileId ?? undefined })),
  );
  return (fileId: Id<"files"> | null) => set({ taskId, fileId });
}
