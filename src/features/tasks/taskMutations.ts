/** The changes of tasks that are kept until the server has them. A new task is not: sent twice it would be two. */
import { api } from "@convex/_generated/api";
import { durable } from "@/platform/durable";
import { showChanged, showMoved, showRemoved } from "./optimistic";

export const moveTask = durable(api.tasks.move, { show: showMoved });
export const updateTask = durable(api.tasks.update, { show: showChanged });
export const removeTask = durable(api.tasks.remove, {
  show: (store, { taskId }) => showRemoved(store, taskId),
});
export const restoreTask = durable(api.tasks.restore);

/** All of them, for the outbox. */
export const TASK_MUTATIONS = [moveTask, updateTask, removeTask, restoreTask];
