import { taskLabel } from "@convex/shared/tasks";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import type { Task } from "../task";
import { useArchive } from "./useAway";

/** Archives a done task, with a way back. */
export function useArchiveCard(task: Pick<Task, "_id" | "number">) {
  const archive = useArchive();
  return async () => {
    const putBack = () => void reportRefusal(archive(task._id, false));
    if (await reportRefusal(archive(task._id, true)))
      toast.undo(texts.away.wasArchived(taskLabel(task)), putBack);
  };
}
