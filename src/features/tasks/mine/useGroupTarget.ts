import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useEffect, useState, type RefObject } from "react";
import { isTaskData } from "../board/useCardDrag";
import type { Place } from "./groups";

/** Makes an element a place to drop tasks of others at; nothing becomes overdue by hand. */
export function useGroupTarget(element: RefObject<HTMLElement | null>, group: Place): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    if (!element.current || group === "overdue") return;
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source: { data } }) => data["group"] !== group && isTaskData(data),
      getData: () => ({ group }),
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: () => setIsOver(false),
    });
  }, [element, group]);
  return isOver;
}
