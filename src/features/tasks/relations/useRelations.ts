import { api } from "@convex/_generated/api";
import type { RelationWay } from "@convex/shared/tasks";
import type { OptimisticLocalStore } from "convex/browser";
import { useMutation, usePaginatedQuery, useQuery } from "convex/react";
import { useState } from "react";
import type { Task, TaskId } from "../task";
import { endsOf, type Ends, type Relation, type Side, type Wait } from "./relation";

const PAGE = 30;

/** What a task is to others that I may read; undefined while it loads. */
export const useRelations = (taskId: TaskId): readonly Relation[] | undefined =>
  useQuery(api.tasks.relations, { taskId });

export function useRelate() {
  const relate = useMutation(api.tasks.relate);
  const unrelate = useMutation(api.tasks.unrelate).withOptimisticUpdate(showUnrelated);
  return {
    relate: (taskId: TaskId, way: RelationWay, otherId: TaskId) => relate(endsOf(taskId, way, otherId)),
    unrelate: (taskId: TaskId, way: RelationWay, otherId: TaskId) => unrelate(endsOf(taskId, way, otherId)),
  };
}

/** Takes a relation from the panes on screen before the server has. */
export function showUnrelated(store: OptimisticLocalStore, ends: Ends): void {
  for (const { args, value } of store.getAllQueries(api.tasks.relations)) {
    const left = value?.filter(({ way, task }) => !isSame(endsOf(args.taskId, way, task._id), ends));
    if (left && left.length !== value?.length) store.setQuery(api.tasks.relations, args, left);
  }
}

/** Two that are related are so in either order. */
function isSame(one: Ends, other: Ends): boolean {
  if (one.kind !== other.kind) return false;
  if (one.taskId === other.taskId && one.otherId === other.otherId) return true;
  return one.kind === "relatesTo" && one.taskId === other.otherId && one.otherId === other.taskId;
}

/** The few tasks that a text finds; those found last stay until others are there. */
export function useSoughtTasks(text: string): { tasks: readonly Task[]; isPending: boolean } {
  const isSought = text.trim() !== "";
  const found = useQuery(api.tasks.find, isSought ? { text } : "skip");
  const [last, setLast] = useState<readonly Task[]>([]);
  if (found && found !== last) setLast(found);
  return { tasks: isSought ? (found ?? last) : [], isPending: isSought && !found };
}

/** What waits for my tasks, or for what mine wait, the longest first; undefined until the first have come. */
export function useWaits(
  side: Side,
): { waits: readonly Wait[]; loadMore: (() => void) | undefined } | undefined {
  const { results, status, loadMore } = usePaginatedQuery(
    api.tasks.waiting,
    { side },
    { initialNumItems: PAGE },
  );
  if (status === "LoadingFirstPage") return undefined;
  return { waits: results, loadMore: status === "CanLoadMore" ? () => loadMore(PAGE) : undefined };
}
