import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { usePane } from "@/ui/pane/usePane";
import type { TaskId } from "../task";
import { useRemoveTask } from "../useTasks";

const painted = async (): Promise<void> => {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
};

/** Brings a new card into sight. Of one that is not on screen, for a filter or below all that is loaded, it tells. */
export function useShowNew() {
  const { open } = usePane();
  const { remove } = useRemoveTask();
  return async (taskId: TaskId): Promise<void> => {
    await painted();
    const card = document.querySelector(`[data-task-id="${taskId}"]`);
    if (card) card.scrollIntoView({ block: "nearest" });
    else
      toast.made(texts.shell.taskCreated, {
        open: () => open("task", taskId),
        undo: () => void reportRefusal(remove(taskId)),
      });
  };
}
