import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQuery } from "convex/react";
import { useMyId } from "@/features/users";
import { useDurable, useOutboxItems } from "@/platform/OutboxContext";
import type { TaskId } from "./task";
import { unwatchTask, watchTask } from "./taskMutations";

/** Who watches a task, undefined until they have come, and whether I do; as it was chosen last, also before the server has said so. */
export function useWatchers(taskId: TaskId) {
  const myId = useMyId();
  const known = useQuery(api.board.taskWatchers.list, { taskId });
  const watch = useDurable(watchTask);
  const unwatch = useDurable(unwatchTask);
  const sent = useOutboxItems().filter(
    ({ name, args }) => (name === watchTask.name || name === unwatchTask.name) && args["taskId"] === taskId,
  );
  let watchers = known;
  for (const { name, args } of sent) {
    const userId = args["userId"] as Id<"users">;
    const others = watchers?.filter((id) => id !== userId);
    watchers = others && name === watchTask.name ? [...others, userId] : others;
  }
  return {
    watchers,
    isWatching: watchers?.some((id) => id === myId) === true,
    choose: (userId: Id<"users">, isWatching: boolean) => (isWatching ? watch : unwatch)({ taskId, userId }),
  };
}
