import { lazy } from "react";
import { persist } from "@/lib/persist";

export { StatusIcon } from "./StatusIcon";
export { useBoard, useCreateTask } from "./useTasks";

// Screens that come in chunks of their own, when they are first shown.
export const Board = lazy(persist(async () => ({ default: (await import("./board/Board")).Board })));
export const MyTasks = lazy(persist(async () => ({ default: (await import("./MyTasks")).MyTasks })));
export const NewTaskDialog = lazy(
  persist(persist(async () => ({ default: (await import("./NewTaskDialog")).NewTaskDialog }))),
);
export const loadTaskPane = () => import("./pane/TaskPane");
export const TaskPane = lazy(persist(async () => ({ default: (await loadTaskPane()).TaskPane })));
export const loadBoard = () => import("./board/Board");
