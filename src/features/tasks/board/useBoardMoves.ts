import { taskLabel } from "@convex/shared/tasks";
import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { useEffect, useRef } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { columnTitle } from "../columns/column";
import { useMoveTask } from "../useTaskChanges";
import { neighboursAt, without, type Columns, type Move } from "./placing";

/**
 * Carries out moves of every kind (drop, menu, keys) and tells screen readers where the card went.
 * The function stays the same while cards move, so that cards which did not are not drawn again.
 *
 * @param hasOwn  whether the columns are those of a channel: on other boards a card keeps its own within a status
 */
export function useBoardMoves(columns: Columns, hasOwn: boolean): (move: Move, among?: Columns) => void {
  const moveTask = useMoveTask();
  const latest = useRef(columns);
  useEffect(() => {
    latest.current = columns;
  });
  return ({ task, to, index, changes, parentId }, among = latest.current) => {
    const column = among.find(({ key }) => key === to);
    if (task.number === 0 || !column) return; // still on its way to the server: nothing to move yet
    const { status } = column;
    const others = without(column.cards, task._id);
    announce(
      texts.board.moved(
        taskLabel(task),
        columnTitle(column),
        Math.min(index, others.length) + 1,
        others.length + 1,
      ),
    );
    const place = {
      status,
      ...(hasOwn && { column: to }),
      ...neighboursAt(others, index),
      ...(changes && { changes }),
      ...(parentId !== undefined && { parentId }),
    };
    void reportRefusal(moveTask({ taskId: task._id, ...place }));
  };
}
