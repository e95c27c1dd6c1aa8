import { lazy } from "react";

export { STATUS_NAMES, type Task, type TaskId } from "./task";
export { StatusIcon } from "./StatusIcon";
export { useBoard, useCreateTask } from "./useTasks";

// Screens that come in chunks of their own, when they are first shown.
export const Board = lazy(async () => ({ default: (await import("./board/Board")).Board }));
export const MyTasks = lazy(async () => ({ default: (await import("./MyTasks")).MyTasks }));
export const NewTaskDialog = lazy(async () => ({ default: (await import("./NewTaskDialog")).NewTaskDialog }));
export const TaskPane = lazy(async () => ({ default: (await import("./pane/TaskPane")).TaskPane }));
export const loadBoard = () => import("./board/Board");
