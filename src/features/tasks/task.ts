import type { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { TaskPriority } from "@convex/shared/board/facts";
import { TASK_CATEGORIES, TASK_STATUSES, type TaskCategory, type TaskStatus } from "@convex/shared/tasks";
import type { FunctionReturnType } from "convex/server";
import { clockInput, daysUntilDue, dueDayOf, momentOn } from "@/lib/time";

export type TaskId = Id<"tasks">;

/** A card of the board. One that is being created has no number yet: 0. */
export type Task = FunctionReturnType<typeof api.tasks.column>["page"][number];

/** A task with everything in it. */
export type FullTask = FunctionReturnType<typeof api.tasks.get>;

export type { TaskCategory, TaskPriority, TaskStatus };

export const STATUSES: readonly TaskStatus[] = TASK_STATUSES;

export const CATEGORIES: readonly TaskCategory[] = TASK_CATEGORIES;

/** Waits for something; what is done waits no more, also before the server has said so. */
export function isBlocked(task: Pick<Task, "blockedReason" | "status">): boolean {
  return task.blockedReason !== undefined && task.status !== "done";
}

/** Waits for tasks that are not done, as far as all its readers may know. */
export function waits(task: Pick<Task, "openBlockers" | "status">): boolean {
  return task.openBlockers !== undefined && task.status !== "done";
}

type Due = Pick<Task, "dueDate" | "dueAt">;

/** The day on which a task is due where its reader is: with a time it is the day that this has here. */
export const dueDayHere = ({ dueDate, dueAt }: Due): number | undefined =>
  dueAt === undefined ? dueDate : dueDayOf(dueAt);

/** What makes a task due on a day, or on none; its time stays what it is here. */
export function dueOn(
  { dueAt }: Pick<Due, "dueAt">,
  day: number | null,
): { dueDate: number | null; dueAt?: number } {
  const at = day === null || dueAt === undefined ? undefined : momentOn(day, clockInput(dueAt));
  return { dueDate: day, ...(at !== undefined && { dueAt: at }) };
}

/** Past its time, or its day, and not done. A task due today without a time is not late yet. */
export function isOverdue(task: Due & Pick<Task, "status">, now: number): boolean {
  if (task.dueDate === undefined || task.status === "done") return false;
  return task.dueAt === undefined ? daysUntilDue(task.dueDate, now) < 0 : task.dueAt <= now;
}
