/** What boards and panes do to tasks: whoever only shows one does not load it. */
import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation } from "convex/react";
import type { FunctionArgs } from "convex/server";
import { useMyId } from "@/features/users";
import { useDurable } from "@/platform/OutboxContext";
import { showCreated } from "./showCreated";
import { isBlocked, type Task, type TaskId } from "./task";
import { moveTask, updateTask } from "./taskMutations";

export type TaskDraft = FunctionArgs<typeof api.tasks.create>;
export type TaskChanges = Omit<FunctionArgs<typeof api.tasks.update>, "taskId">;

export function useCreateTask() {
  const myId = useMyId() as Id<"users">;
  const create = useMutation(api.tasks.create).withOptimisticUpdate((store, draft) =>
    showCreated(store, draft, myId),
  );
  return (draft: TaskDraft) => create(draft);
}

/** Takes a task that is nobody's. @throws TASK_TAKEN */
export function useClaimTask() {
  const claim = useMutation(api.tasks.claim);
  return (taskId: TaskId) => claim({ taskId });
}

/** Makes a task mine: one that is nobody's is claimed, so that of two who take it one has it. */
export function useTakeTask() {
  const claim = useClaimTask();
  const update = useUpdateTask();
  const myId = useMyId() as Id<"users">;
  return async ({ _id, assigneeId }: Pick<Task, "_id" | "assigneeId">) => {
    if (assigneeId === undefined) await claim(_id);
    else if (assigneeId !== myId) await update(_id, { assigneeId: myId });
  };
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
