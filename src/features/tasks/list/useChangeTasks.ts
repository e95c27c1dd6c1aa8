import type { api } from "@convex/_generated/api";
import { useConvex } from "convex/react";
import type { FunctionArgs } from "convex/server";
import { undo } from "@/features/events";
import { errorText } from "@/platform/errorText";
import { useDurable } from "@/platform/OutboxContext";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import type { TaskId } from "../task";
import { changeTasks } from "../taskMutations";

type Args = FunctionArgs<typeof api.tasks.changeMany>;
export type BulkChange = Args["change"];

/** Changes several tasks at once: what refused is said, and all of it can be taken back. */
export function useChangeTasks() {
  const client = useConvex();
  const change = useDurable(changeTasks);
  const send = async (taskIds: TaskId[], wanted: BulkChange) => {
    const { changed, commitTs, refused } = await change({ taskIds, change: wanted });
    const [first] = refused;
    if (first) toast.error(texts.taskList.refused(refused.length, errorText(first.code)));
    const takeBack = () => void reportRefusal(undo(client, commitTs as bigint));
    if (changed > 0) toast.undo(texts.taskList.changed(changed), takeBack);
  };
  return (taskIds: TaskId[], wanted: BulkChange) => void reportRefusal(send(taskIds, wanted));
}
