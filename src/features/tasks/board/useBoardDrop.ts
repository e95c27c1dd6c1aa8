import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { dropTargetForElements, monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useEffect, useEffectEvent, useState, type RefObject } from "react";
import { without, type Columns, type Move } from "./placing";
import { isTaskData } from "./useCardDrag";

type Target = { data: Record<string | symbol, unknown> };

/**
 * What a drop means, or undefined when nothing would change.
 *
 * @param task  the card, where it is not among those of the columns
 */
export function moveOfDrop(
  columns: Columns,
  taskId: string,
  targets: readonly Target[],
  task = columns.flatMap(({ cards }) => cards).find((other) => other._id === taskId),
): Move | undefined {
  const target = targets[0]?.data;
  const column = columns.find(({ key }) => key === target?.["column"]);
  if (!task || !target || !column) return undefined;
  const { key: to, cards } = column;
  const others = without(cards, taskId);
  if (!isTaskData(target)) return { task, to, index: others.length };
  if (target.taskId === taskId) return undefined;
  const at = others.findIndex((other) => other._id === target.taskId);
  const index = extractClosestEdge(target) === "bottom" ? at + 1 : at;
  const isSamePlace = cards.findIndex((other) => other._id === taskId) === index;
  return isSamePlace ? undefined : { task, to, index };
}

/** Turns drops into moves, and scrolls the board sideways under a card held at its edge. */
export function useBoardDrop(
  board: RefObject<HTMLElement | null>,
  columns: Columns,
  onMove: (move: Move) => void,
) {
  const drop = useEffectEvent((taskId: string, targets: readonly Target[]) => {
    const move = moveOfDrop(columns, taskId, targets);
    if (move) onMove(move);
  });
  useEffect(() => {
    const element = board.current;
    if (!element) return;
    return combine(
      autoScrollForElements({ element }),
      monitorForElements({
        canMonitor: ({ source }) => isTaskData(source.data),
        onDrop: ({ source, location }) => drop(String(source.data["taskId"]), location.current.dropTargets),
      }),
    );
  }, [board]);
}

/** Makes a column a place to drop at its end; one that is full only for its own cards. */
export function useColumnDrop(
  column: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  key: string,
  isFull: boolean,
) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const element = column.current;
    const list = scroller.current;
    if (!element || !list) return;
    return combine(
      autoScrollForElements({ element: list }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => isTaskData(source.data) && (!isFull || source.data.column === key),
        getData: () => ({ column: key }),
        onDrag: ({ location }) => setIsOver(location.current.dropTargets[0]?.element === element),
        onDragLeave: () => setIsOver(false),
        onDrop: () => setIsOver(false),
      }),
    );
  }, [column, scroller, key, isFull]);
  return isOver;
}
