import { api } from "@convex/_generated/api";
import { taskLabel } from "@convex/shared/tasks";
import { useConvex } from "convex/react";
import { usePeople } from "@/features/users";
import { errorCode } from "@/platform/errorText";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import type { SlashTools } from "./commands";

/** Of several who want a task one gets it; the others hear who has it. */
export function useClaimTool(): SlashTools["claim"] {
  const client = useConvex();
  const people = usePeople();
  return async (number) => {
    const find = async () => await client.query(api.tasks.find, { text: taskLabel({ number }) });
    const task = (await find()).find((found) => found.number === number);
    if (!task) return texts.later.noSuchTask(taskLabel({ number }));
    try {
      await client.mutation(api.tasks.claim, { taskId: task._id });
    } catch (error) {
      const { assigneeId } = await client.query(api.tasks.get, { taskId: task._id });
      if (errorCode(error) !== "TASK_TAKEN" || assigneeId === undefined) throw error;
      return texts.later.taken(taskLabel(task), people.nameOf(assigneeId));
    }
    toast.tell(texts.later.claimed(taskLabel(task), task.title));
  };
}
