import { api } from "@convex/_generated/api";
import type { DUE_REMINDERS } from "@convex/shared/board/facts";
import { useMutation, useQuery } from "convex/react";
import { reportRefusal } from "@/platform/reportRefusal";
import type { TaskId } from "../task";

type Minutes = (typeof DUE_REMINDERS)[number] | null;

/** So many minutes before the due time of a task I am told of it; null: not. */
export function useDueReminder(taskId: TaskId) {
  const minutes: Minutes = useQuery(api.board.dueReminders.get, { taskId }) ?? null;
  const set = useMutation(api.board.dueReminders.set).withOptimisticUpdate((store, { before }) =>
    store.setQuery(api.board.dueReminders.get, { taskId }, before),
  );
  return { minutes, choose: (before: Minutes) => void reportRefusal(set({ taskId, before })) };
}
