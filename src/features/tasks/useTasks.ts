import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import type { FunctionArgs } from "convex/server";
import { useMyId } from "@/features/users";
import { useDurable } from "@/platform/OutboxContext";
import { showCreated } from "./optimistic";
import { isBlocked, type FullTask, type Task, type TaskId } from "./task";
import { moveTask, removeTask, restoreTask, updateTask } from "./taskMutations";

type ChannelId = Id<"channels">;
export type TaskDraft = FunctionArgs<typeof api.tasks.create>;
export type TaskChanges = Omit<FunctionArgs<typeof api.tasks.update>, "taskId">;

/** The cards of a channel's board, or of the workspace's, in the order of the columns. */
export const useBoard = (channelId: ChannelId | undefined): readonly Task[] | undefined =>
  useQuery(api.tasks.board, channelId ? { channelId } : {});

/** @throws NOT_FOUND */
export const useTask = (taskId: TaskId): FullTask | undefined => useQuery(api.tasks.get, { taskId });

export function useCreateTask() {
  const myId = useMyId() as Id<"users">;
  const create = useMutation(api.tasks.create).withOptimisticUpdate((store, draft) =>
    showCreated(store, draft, myId),
  );
  return (draft: TaskDraft) => create(draft);
}

export function useUpdateTask() {
  const update = useDurable(updateTask);
  return (taskId: TaskId, changes: TaskChanges) => update({ taskId, ...changes });
}

/** Marks a task as blocked, for a reason to be given in its pane, or takes the mark away. */
export function useToggleBlocked() {
  const update = useUpdateTask();
  return (task: Task) => update(task._id, { blockedReason: isBlocked(task) ? null : "" });
}

export const useMoveTask = () => useDurable(moveTask);

export function useRemoveTask() {
  const remove = useDurable(removeTask);
  const restore = useDurable(restoreTask);
  return { remove: (taskId: TaskId) => remove({ taskId }), restore: (taskId: TaskId) => restore({ taskId }) };
}
