import { api } from "@convex/_generated/api";
import type { OptimisticLocalStore } from "convex/browser";
import { useConvex, useMutation } from "convex/react";
import type { FunctionArgs } from "convex/server";
import { undo } from "@/features/events";
import { errorText } from "@/platform/errorText";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { showChanged, showMoved, showRemoved } from "../optimistic";
import type { TaskId } from "../task";

type Args = FunctionArgs<typeof api.tasks.changeMany>;
export type BulkChange = Args["change"];

/** Each as it would be alone. */
function show(store: OptimisticLocalStore, { taskIds, change }: Args): void {
  for (const taskId of taskIds)
    if (change.kind === "update") showChanged(store, { taskId, ...change.changes });
    else if (change.kind === "move") {
      const { kind: _kind, ...place } = change;
      showMoved(store, { taskId, ...place });
    } else showRemoved(store, taskId);
}

/** Changes several tasks at once: what refused is said, and all of it can be taken back. */
export function useChangeTasks() {
  const client = useConvex();
  const change = useMutation(api.tasks.changeMany).withOptimisticUpdate(show);
  const send = async (taskIds: TaskId[], wanted: BulkChange) => {
    const { changed, commitTs, refused } = await change({ taskIds, change: wanted });
    const [first] = refused;
    if (first) toast.error(texts.taskList.refused(refused.length, errorText(first.code)));
    const takeBack = () => void reportRefusal(undo(client, commitTs as bigint));
    if (changed > 0) toast.undo(texts.taskList.changed(changed), takeBack);
  };
  return (taskIds: TaskId[], wanted: BulkChange) => void reportRefusal(send(taskIds, wanted));
}
