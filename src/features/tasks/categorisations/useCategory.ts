import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useMe } from "@/features/users";
import { changed, changeTask } from "../optimistic";
import type { Task, TaskId } from "../task";

export type Categorisation = NonNullable<FunctionReturnType<typeof api.categorisations.get>>;

/** Undefined while it loads, null where nothing has decided. */
export const useCategorisation = (taskId: TaskId): Categorisation | null | undefined =>
  useQuery(api.categorisations.get, { taskId });

/** The category to show: of what is finished, and to people who hide AI, only what people chose. */
export function useShownCategory({
  category,
  categorySource,
  status,
}: Pick<Task, "category" | "categorySource" | "status">) {
  const hidesAi = useMe()?.hidesAi === true;
  const isHidden = categorySource !== "person" && (hidesAi || status === "done");
  return isHidden ? undefined : category;
}

/** Takes a person's choice back, so that Tandem decides. */
export function useResetCategory() {
  const reset = useMutation(api.categorisations.reset).withOptimisticUpdate((store, { taskId }) =>
    changeTask(store, taskId, (task) => changed(task, { taskId, category: null })),
  );
  return (taskId: TaskId) => reset({ taskId });
}
