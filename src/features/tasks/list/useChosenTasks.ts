import { LIMITS } from "@convex/shared/limits";
import { useRef, useState } from "react";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import type { Task, TaskId } from "../task";

export type Choose = (taskId: TaskId, isRange: boolean) => void;

/** Tasks of a list that one has chosen; of those that are gone from it none is. */
export function useChosenTasks(listed: readonly Task[]) {
  const [chosen, setChosen] = useState<ReadonlySet<TaskId>>(new Set());
  const last = useRef<TaskId>(undefined);
  const ids = listed.map(({ _id }) => _id);
  const some = ids.filter((id) => chosen.has(id));

  /** One more or less; with `isRange` all from the last one chosen. */
  function choose(taskId: TaskId, isRange: boolean): void {
    const [from, to] = [ids.indexOf(last.current ?? taskId), ids.indexOf(taskId)];
    last.current = taskId;
    const range = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
    const next = new Set(some);
    if (isRange && from >= 0) for (const id of range) next.add(id);
    else if (!next.delete(taskId)) next.add(taskId);
    const most = LIMITS.tasksChosen;
    if (next.size > most) toast.tell(texts.taskList.most(most));
    setChosen(new Set([...next].slice(0, most)));
  }

  /** Where one goes on when none is chosen: with the last one, with others, or with what stands beside it. */
  function around(): TaskId[] {
    const at = last.current ? ids.indexOf(last.current) : -1;
    const own = last.current ? [last.current] : [];
    return [...own, ...some, ...ids.slice(at + 1), ...ids.slice(0, Math.max(at, 0)).toReversed()];
  }

  return { chosen: new Set(some), choose, clear: () => setChosen(new Set()), around };
}
