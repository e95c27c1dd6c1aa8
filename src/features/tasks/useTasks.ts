import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import type { FunctionArgs } from "convex/server";
import { useMyId } from "@/features/users";
import { showChanged, showCreated, showMoved, showRemoved } from "./optimistic";
import { isBlocked, type FullTask, type Task, type TaskId } from "./task";

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
  const update = useMutation(api.tasks.update).withOptimisticUpdate(showChanged);
  return (taskId: TaskId, changes: TaskChanges) => update({ taskId, ...changes });
}

/** Marks a task as blocked, for a reason to be given in its pane, or takes the mark away. */
export function useToggleBlocked() {
  const update = useUpdateTask();
  return (task: Task) => update(task._id, { blockedReason: isBlocked(task) ? null : "" });
}

export function useMoveTask() {
  const move = useMutation(api.tasks.move).withOptimisticUpdate(showMoved);
  return (args: FunctionArgs<typeof api.tasks.move>) => move(args);
}

export function useRemoveTask() {
  const remove = useMutation(api.tasks.remove).withOptimisticUpdate((store, { taskId }) =>
    showRemoved(store, taskId),
  );
  const restore = useMutation(api.tasks.restore);
  return { remove: (taskId: TaskId) => remove({ taskId }), restore: (taskId: TaskId) => restore({ taskId }) };
}
