/** What the boards on screen show before the server has answered. None of these mutates what it is given. */
import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { OptimisticLocalStore } from "convex/browser";
import type { FunctionArgs } from "convex/server";
import { newId } from "@/lib/newId";
import { STATUSES, type FullTask, type Task, type TaskId } from "./task";

/** Lets every board on screen be changed by one function of its cards. */
function changeBoards(
  store: OptimisticLocalStore,
  change: (tasks: Task[], channelId?: Id<"channels">) => Task[],
): void {
  for (const { args, value } of store.getAllQueries(api.tasks.board)) {
    if (value) store.setQuery(api.tasks.board, args, change(value, args.channelId));
  }
}

/** The cards with one of them put directly below `before`, else directly above `after`, else last in its column. */
export function placed(tasks: readonly Task[], args: FunctionArgs<typeof api.tasks.move>): Task[] {
  const task = tasks.find((other) => other._id === args.taskId);
  if (!task) return [...tasks];
  const moved: Task = { ...task, status: args.status };
  const columns = STATUSES.map((status) =>
    tasks.filter((other) => other.status === status && other !== task),
  );
  return columns.flatMap((column, i) => {
    if (STATUSES[i] !== args.status) return column;
    const below = column.findIndex((other) => other._id === args.before);
    const above = column.findIndex((other) => other._id === args.after);
    const index = below !== -1 ? below + 1 : above !== -1 ? above : column.length;
    return column.toSpliced(index, 0, moved);
  });
}

export function showMoved(store: OptimisticLocalStore, args: FunctionArgs<typeof api.tasks.move>): void {
  changeBoards(store, (tasks) => placed(tasks, args));
  const full = store.getQuery(api.tasks.get, { taskId: args.taskId });
  if (full) store.setQuery(api.tasks.get, { taskId: args.taskId }, { ...full, status: args.status });
}

export function showCreated(
  store: OptimisticLocalStore,
  draft: FunctionArgs<typeof api.tasks.create>,
  createdBy: Id<"users">,
): void {
  const { assigneeId, dueDate, channelId, tags = [], status = "todo", title } = draft;
  const task: Task = {
    _id: newId() as TaskId,
    _creationTime: Date.now(),
    number: 0,
    title: title.trim(),
    status,
    rank: "",
    tags,
    createdBy,
    ...(assigneeId && { assigneeId }),
    ...(dueDate !== undefined && { dueDate }),
    ...(channelId && { channelId }),
  };
  changeBoards(store, (tasks, boardChannelId) =>
    boardChannelId !== undefined && boardChannelId !== channelId
      ? tasks
      : placed([...tasks, task], { taskId: task._id, status }),
  );
}

type Changes = FunctionArgs<typeof api.tasks.update>;

/** The task with the changes in it; null takes a value away. */
export function changed<T extends Task | FullTask>(task: T, changes: Changes): T {
  const given = Object.entries(changes).filter(([name, value]) => name !== "taskId" && value !== undefined);
  const kept = given.map(([name, value]) => [name, value === null ? undefined : value]);
  return { ...task, ...(Object.fromEntries(kept) as Partial<T>) };
}

/** Lets one task be changed wherever it is on screen. */
export function changeTask(
  store: OptimisticLocalStore,
  taskId: TaskId,
  change: <T extends Task | FullTask>(task: T) => T,
): void {
  changeBoards(store, (tasks) => tasks.map((task) => (task._id === taskId ? change(task) : task)));
  const full = store.getQuery(api.tasks.get, { taskId });
  if (full) store.setQuery(api.tasks.get, { taskId }, change(full));
}

export function showChanged(store: OptimisticLocalStore, args: Changes): void {
  const { description: _, ...cardChanges } = args;
  const isChosen = args.category !== undefined;
  changeTask(store, args.taskId, (task) => ({
    ...changed(task, "description" in task ? args : cardChanges),
    ...(isChosen && { categorySource: "person" as const }),
  }));
}

export function showRemoved(store: OptimisticLocalStore, taskId: TaskId): void {
  changeBoards(store, (tasks) => tasks.filter((task) => task._id !== taskId));
}
