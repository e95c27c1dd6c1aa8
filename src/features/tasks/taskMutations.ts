/** The changes of tasks that are kept until the server has them. A new task is not: sent twice it would be two. */
import { api } from "@convex/_generated/api";
import { writeDraft } from "@/platform/drafts";
import { durable } from "@/platform/durable";
import { showChanged, showMoved, showRemoved } from "./optimistic";

export const moveTask = durable(api.tasks.move, { show: showMoved });
const TEXTS = ["title", "description", "blockedReason"] as const;

/** Where the unsaved text of a task's field is kept. */
export const textPlace = (taskId: string, field: (typeof TEXTS)[number]): string => `task:${taskId}:${field}`;

export const updateTask = durable(api.tasks.update, {
  show: showChanged,
  giveBack: ({ taskId, ...changes }, userId) => {
    for (const field of TEXTS) {
      const text = changes[field];
      if (typeof text === "string") writeDraft(`${userId}:${textPlace(taskId, field)}`, { text });
    }
  },
});
export const removeTask = durable(api.tasks.remove, {
  show: (store, { taskId }) => showRemoved(store, taskId),
});
export const restoreTask = durable(api.tasks.restore);

/** All of them, for the outbox. */
export const TASK_MUTATIONS = [moveTask, updateTask, removeTask, restoreTask];
