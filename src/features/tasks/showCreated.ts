/** A new task on boards before the server has answered. */
import type { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { OptimisticLocalStore } from "convex/browser";
import type { FunctionArgs } from "convex/server";
import { newId } from "@/lib/newId";
import { changeParts, count, place } from "./optimistic";
import type { Task, TaskId } from "./task";

export function showCreated(
  store: OptimisticLocalStore,
  draft: FunctionArgs<typeof api.tasks.create>,
  createdBy: Id<"users">,
): void {
  const {
    assigneeId,
    dueDate,
    dueAt,
    estimate,
    repeats,
    priority,
    channelId,
    tags = [],
    status = "todo",
    title,
  } = draft;
  const task: Task = {
    _id: newId() as TaskId,
    _creationTime: Date.now(),
    number: 0,
    title: title.trim(),
    status,
    ...(draft.column && draft.column !== status && { column: draft.column }),
    rank: "",
    tags,
    createdBy,
    ...(assigneeId && { assigneeId }),
    ...(dueDate !== undefined && { dueDate }),
    ...(dueAt !== undefined && { dueAt }),
    ...(estimate !== undefined && { estimate }),
    ...(repeats && { repeats: repeats.rule }),
    ...(priority && { priority }),
    ...(channelId && { channelId }),
  };
  place(store, task, {});
  const { _id, number, assigneeId: owner } = task;
  const part = { _id, number, title: task.title, status, ...(owner && { assigneeId: owner }) };
  changeParts(store, (parts, wholeId) => (wholeId === draft.parentId ? [...parts, part] : parts));
  count(store, task, 1);
}
