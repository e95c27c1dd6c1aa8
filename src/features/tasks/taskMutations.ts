/** The changes of tasks that are kept until the server has them. A new task is not: sent twice it would be two. */
import { api } from "@convex/_generated/api";
import { dropUploads, sentFiles } from "@/features/files";
import { writeDraft } from "@/platform/drafts";
import { durable } from "@/platform/durable";
import { changeTask, showChanged, showMoved, showRemoved } from "./optimistic";
import type { TaskId } from "./task";

export const moveTask = durable(api.tasks.move, { show: showMoved });
/** Fields of a task whose unsaved text is kept. */
export const TASK_TEXTS = ["title", "description", "blockedReason"] as const;

/** Where the unsaved text of a task's field is kept. */
export const textPlace = (taskId: string, field: (typeof TASK_TEXTS)[number]): string =>
  `task:${taskId}:${field}`;

export const updateTask = durable(api.tasks.update, {
  show: showChanged,
  giveBack: ({ taskId, ...changes }, userId) => {
    for (const field of TASK_TEXTS) {
      const text = changes[field];
      const base = field === "description" ? changes.descriptionBase : undefined;
      if (typeof text === "string")
        writeDraft(`${userId}:${textPlace(taskId, field)}`, {
          text,
          ...(base !== undefined && { base, wasRefused: true }),
        });
    }
  },
});
export const removeTask = durable(api.tasks.remove, {
  show: (store, { taskId }) => showRemoved(store, taskId),
});
export const archiveTask = durable(api.board.archive.set, {
  show: (store, { taskId, isArchived }) => isArchived && showRemoved(store, taskId),
});
export const restoreTask = durable(api.tasks.restore);
export const setHelper = durable(api.board.taskHelpers.set, {
  show: (store, { taskId, userId, isHelping }) =>
    changeTask(store, taskId, (task) => {
      const others = task.helperIds?.filter((id) => id !== userId) ?? [];
      return { ...task, helperIds: isHelping ? [...others, userId] : others };
    }),
});
/** Each as it would be alone. */
export const changeTasks = durable(api.tasks.changeMany, {
  show: (store, { taskIds, change }) => {
    for (const taskId of taskIds)
      if (change.kind === "update") showChanged(store, { taskId, ...change.changes });
      else if (change.kind === "move") showMoved(store, { ...change, taskId });
      else showRemoved(store, taskId);
  },
});

/** These show where they are looked at: see `useChecklist`, `useWatchers` and `useViews`. */
export const tickBox = durable(api.board.checklists.tick);
export const watchTask = durable(api.board.taskWatchers.add);
export const unwatchTask = durable(api.board.taskWatchers.remove);
export const saveView = durable(api.board.views.save);

/** A file on its way names its upload, and waits for it. */
type Added = { taskId: TaskId; upload: string };

/** What is refused waits in its place, to be sent once more or dropped. */
export const addTaskFile = durable(api.tasks.addFiles, {
  keepsRefused: true,
  prepare: async (kept, client) => {
    const { taskId, upload } = kept as unknown as Added;
    return { taskId, fileIds: await sentFiles(client, [upload]) };
  },
  onSent: (kept, client) => dropUploads(client, [(kept as unknown as Added).upload]),
});

/** All of these mutations, for the outbox. */
export const TASK_MUTATIONS = [
  moveTask,
  updateTask,
  removeTask,
  archiveTask,
  restoreTask,
  setHelper,
  changeTasks,
  tickBox,
  watchTask,
  unwatchTask,
  saveView,
  addTaskFile,
];
