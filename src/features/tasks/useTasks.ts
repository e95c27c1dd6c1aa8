import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQueries, useQuery } from "convex/react";
import { useDurable } from "@/platform/OutboxContext";
import { usePending } from "@/ui/Settled";
import type { FullTask, Task, TaskId } from "./task";
import { removeTask, restoreTask } from "./taskMutations";

/** The few tasks that a text finds; none for an empty one. */
export const useFoundTasks = (text: string): readonly Task[] =>
  useQuery(api.tasks.find, text.trim() === "" ? "skip" : { text }) ?? [];

/** The task with a number, if I may see it. */
export function useTaskByNumber(number: number): Task | undefined {
  const task = useQuery(api.board.chips.get, { number });
  usePending(task === undefined);
  return task ?? undefined;
}

/** @throws NOT_FOUND */
export const useTask = (taskId: TaskId): FullTask | undefined => useQuery(api.tasks.get, { taskId });

/** A task, or nothing while it loads and for those who may not see it. */
export function useReadableTask(taskId: TaskId): FullTask | undefined {
  const { task } = useQueries({ task: { query: api.tasks.get, args: { taskId } } });
  usePending(task === undefined);
  return task instanceof Error ? undefined : (task as FullTask | undefined);
}

/** The one task of messages, made on first need. */
export function useCreateFromMessages() {
  const create = useMutation(api.tasks.createFromMessages);
  return (messageIds: Id<"messages">[]) => create({ messageIds });
}

export function useRemoveTask() {
  const remove = useDurable(removeTask);
  const restore = useDurable(restoreTask);
  return { remove: (taskId: TaskId) => remove({ taskId }), restore: (taskId: TaskId) => restore({ taskId }) };
}
