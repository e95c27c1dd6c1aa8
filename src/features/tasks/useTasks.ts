import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { taskLabel } from "@convex/shared/tasks";
import { useMutation, useQueries, useQuery } from "convex/react";
import type { FunctionArgs } from "convex/server";
import { useMyId } from "@/features/users";
import { useDurable } from "@/platform/OutboxContext";
import { showCreated } from "./optimistic";
import { isBlocked, type FullTask, type Task, type TaskId } from "./task";
import { moveTask, removeTask, restoreTask, updateTask } from "./taskMutations";

export type TaskDraft = FunctionArgs<typeof api.tasks.create>;
export type TaskChanges = Omit<FunctionArgs<typeof api.tasks.update>, "taskId">;

/** The few tasks that a text finds; none for an empty one. */
export const useFoundTasks = (text: string): readonly Task[] =>
  useQuery(api.tasks.find, text.trim() === "" ? "skip" : { text }) ?? [];

/** The task with a number, if I may see it. */
export const useTaskByNumber = (number: number): Task | undefined =>
  useFoundTasks(taskLabel({ number })).find((task) => task.number === number);

/** @throws NOT_FOUND */
export const useTask = (taskId: TaskId): FullTask | undefined => useQuery(api.tasks.get, { taskId });

/** A task, or nothing while it loads and for those who may not see it. */
export function useReadableTask(taskId: TaskId): FullTask | undefined {
  const { task } = useQueries({ task: { query: api.tasks.get, args: { taskId } } });
  return task instanceof Error ? undefined : (task as FullTask | undefined);
}

export function useCreateTask() {
  const myId = useMyId() as Id<"users">;
  const create = useMutation(api.tasks.create).withOptimisticUpdate((store, draft) =>
    showCreated(store, draft, myId),
  );
  return (draft: TaskDraft) => create(draft);
}

/** The one task of messages, made on first need. */
export function useCreateFromMessages() {
  const create = useMutation(api.tasks.createFromMessages);
  return (messageIds: Id<"messages">[]) => create({ messageIds });
}

/** Takes a task that is nobody's. @throws TASK_TAKEN */
export function useClaimTask() {
  const claim = useMutation(api.tasks.claim);
  return (taskId: TaskId) => claim({ taskId });
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
