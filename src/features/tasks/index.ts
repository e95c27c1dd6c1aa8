import type { Id } from "@convex/_generated/dataModel";
import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export { cardKeys } from "./board/cardCommands";
export { columnTitle } from "./columns/column";
export { useColumns } from "./columns/useColumns";
export { askForColumn } from "./fromMessage/asked";
export { chosenTemplate } from "./templates/chosen";
export { useTemplates } from "./templates/useTemplates";
export { Waiting } from "./relations/Waiting";
export { StatusIcon } from "./StatusIcon";
export { TaskChip } from "./TaskChip";
export { TASK_MUTATIONS } from "./taskMutations";
export { useBoard } from "./useBoard";
export { useCreateFromMessages, useFoundTasks, useRemoveTask } from "./useTasks";

// Screens that come in chunks of their own, when they are first shown.
export const loadBoard = () => import("./list/Tasks");
export const Tasks = lazy(retryImport(async () => ({ default: (await loadBoard()).Tasks })));
export const MyTasks = lazy(retryImport(async () => ({ default: (await import("./mine/MyTasks")).MyTasks })));
const loadNewTask = () => import("./NewTaskDialog");
export const NewTaskDialog = lazy(
  retryImport(async () => ({ default: (await loadNewTask()).NewTaskDialog })),
);
export const loadTaskReference = retryImport(async () => (await import("./TaskReference")).TaskReference);
export const AutomationsDialog = lazy(retryImport(() => import("./automations/AutomationsDialog")));
export const TaskHover = lazy(retryImport(() => import("./hover/TaskHover")));
export const TypedTask = lazy(retryImport(async () => ({ default: (await loadNewTask()).TypedTask })));
export const loadTaskPane = () => import("./pane/TaskPane");
export const TaskPane = lazy(retryImport(async () => ({ default: (await loadTaskPane()).TaskPane })));

export const TypedInGoneTask = lazy(
  retryImport(async () => ({ default: (await import("./pane/TypedInGone")).TypedInGone })),
);

/** Asks in the open pane of a task which other one it is blocked by, or a part of. */
export const askToRelate = async (taskId: Id<"tasks">, way: "blockedBy" | "partOf"): Promise<void> =>
  (await import("./relations/asked")).askToRelate(taskId, way);
