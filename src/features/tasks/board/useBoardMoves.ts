import { taskLabel } from "@convex/shared/tasks";
import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { useEffect, useRef } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { useMoveTask } from "../useTaskChanges";
import { neighboursAt, without, type Columns, type Move } from "./placing";

/**
 * Carries out moves of every kind (drop, menu, keys) and tells screen readers where the card went.
 * The function stays the same while cards move, so that cards which did not are not drawn again.
 */
export function useBoardMoves(columns: Columns): (move: Move) => void {
  const moveTask = useMoveTask();
  const latest = useRef(columns);
  useEffect(() => {
    latest.current = columns;
  });
  return ({ task, status, index }) => {
    if (task.number === 0) return; // still on its way to the server: nothing to move yet
    const others = without(latest.current[status], task._id);
    announce(
      texts.board.moved(
        taskLabel(task),
        texts.tasks.statuses[status],
        Math.min(index, others.length) + 1,
        others.length + 1,
      ),
    );
    void reportRefusal(moveTask({ taskId: task._id, status, ...neighboursAt(others, index) }));
  };
}
