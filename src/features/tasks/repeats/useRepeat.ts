import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import { myZone } from "@/lib/time";
import { reportRefusal } from "@/platform/reportRefusal";
import { changeTask } from "../optimistic";
import type { FullTask } from "../task";

/** How a task comes again, and the ways to change it. */
export function useRepeat({ _id: taskId, repeats }: Pick<FullTask, "_id" | "repeats">) {
  const known = useQuery(api.board.repeats.get, repeats === undefined ? "skip" : { taskId });
  const set = useMutation(api.board.repeats.set).withOptimisticUpdate((store, { rule }) =>
    changeTask(store, taskId, (task) => ({ ...task, repeats: rule })),
  );
  const remove = useMutation(api.board.repeats.remove).withOptimisticUpdate((store) =>
    changeTask(store, taskId, (task) => ({ ...task, repeats: undefined })),
  );
  return {
    nextDay: known?.nextDay,
    choose: (rule: string | undefined) =>
      void reportRefusal(rule === undefined ? remove({ taskId }) : set({ taskId, rule, timeZone: myZone() })),
  };
}
