import { api } from "@convex/_generated/api";
import type { CheckItem } from "@convex/shared/markdown/checklist";
import { useMutation } from "convex/react";
import { useDurable } from "@/platform/OutboxContext";
import type { TaskId } from "../task";
import { tickBox } from "../taskMutations";

/** What can be done with the boxes of a description. */
export function useChecklist(taskId: TaskId) {
  const tick = useDurable(tickBox);
  const toSubtask = useMutation(api.board.checklists.toSubtask);
  return {
    tick: ({ line, text }: CheckItem, isDone: boolean) => tick({ taskId, line, text, isDone }),
    toSubtask: ({ line, text }: CheckItem) => toSubtask({ taskId, line, text }),
  };
}
