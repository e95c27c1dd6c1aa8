import { api } from "@convex/_generated/api";
import type { CheckItem } from "@convex/shared/markdown/checklist";
import { useMutation } from "convex/react";
import { useDurable, useOutboxItems } from "@/platform/OutboxContext";
import type { TaskId } from "../task";
import { tickBox } from "../taskMutations";

/** What can be done with the boxes of a description. One is as it was ticked last, also before the server has said so. */
export function useChecklist(taskId: TaskId) {
  const tick = useDurable(tickBox);
  const toSubtask = useMutation(api.board.checklists.toSubtask);
  const sent = useOutboxItems().filter(
    ({ name, args }) => name === tickBox.name && args["taskId"] === taskId,
  );
  return {
    isTicked: ({ line, text, isDone }: CheckItem): boolean => {
      const last = sent.findLast(({ args }) => args["line"] === line && args["text"] === text);
      return last ? last.args["isDone"] === true : isDone;
    },
    tick: ({ line, text }: CheckItem, isDone: boolean) => tick({ taskId, line, text, isDone }),
    toSubtask: ({ line, text }: CheckItem) => toSubtask({ taskId, line, text }),
  };
}
