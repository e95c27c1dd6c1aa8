export { Board } from "./board/Board";
export { MyTasks } from "./MyTasks";
export { NewTaskDialog } from "./NewTaskDialog";
export { StatusIcon } from "./StatusIcon";
export { TaskPane } from "./pane/TaskPane";
export { STATUS_NAMES, type Task, type TaskId } from "./task";
export { useBoard, useCreateTask } from "./useTasks";
