import { api } from "@convex/_generated/api";
import { taskLabel } from "@convex/shared/tasks";
import { useConvex, useMutation } from "convex/react";
import { undo } from "@/features/events";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { usePane } from "@/ui/pane/usePane";
import type { Task } from "../task";

/** Puts a second card that says the same below the first; with all that is a part of it, it can be taken back at once. */
export function useDuplicate(task: Pick<Task, "_id" | "number">) {
  const client = useConvex();
  const duplicate = useMutation(api.board.duplicates.make);
  const { open } = usePane();

  async function make() {
    const { taskId, commitTs } = await duplicate({ taskId: task._id });
    toast.made(texts.subtasks.isDuplicated(taskLabel(task)), {
      open: () => open("task", taskId),
      undo: () => void reportRefusal(undo(client, commitTs as bigint)),
    });
  }

  return () => void reportRefusal(make());
}
