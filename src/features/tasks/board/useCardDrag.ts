import { attachClosestEdge, extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { preserveOffsetOnSource } from "@atlaskit/pragmatic-drag-and-drop/utils/preserve-offset-on-source";
import { setCustomNativeDragPreview } from "@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview";
import { useEffect, useState, type RefObject } from "react";
import type { TaskId } from "../task";

/** `column`: the key of the one that shows it. */
export type DragData = { kind: "task"; taskId: TaskId; column: string };

export const isTaskData = (data: Record<string | symbol, unknown>): data is DragData =>
  data["kind"] === "task";

type Edge = "top" | "bottom";

/** A lifted copy of the card, a little turned, follows the pointer. */
function drawPreview(container: HTMLElement, card: HTMLElement): void {
  const copy = card.cloneNode(true) as HTMLElement;
  copy.style.width = `${card.offsetWidth}px`;
  copy.style.transform = "rotate(1.5deg)";
  copy.classList.add("shadow-float");
  container.style.padding = "8px";
  container.append(copy);
}

/** Makes a card draggable and a place to drop others at: its upper half means above it, the lower below. */
export function useCardDrag(
  place: RefObject<HTMLElement | null>,
  card: RefObject<HTMLElement | null>,
  taskId: TaskId,
  column: string,
  /** Whether cards of other columns may be dropped at it. */
  isOpen: boolean,
  canDrag: boolean,
) {
  const [isDragged, setIsDragged] = useState(false);
  const [edge, setEdge] = useState<Edge>();

  useEffect(() => {
    const element = card.current;
    const target = place.current;
    if (!element || !target) return;
    const data: DragData = { kind: "task", taskId, column };
    const follow = (self: Record<string | symbol, unknown>, source: Record<string | symbol, unknown>) => {
      const next = source["taskId"] === taskId ? null : extractClosestEdge(self);
      setEdge(next === "top" || next === "bottom" ? next : undefined);
    };
    return combine(
      draggable({
        element,
        canDrag: () => canDrag,
        getInitialData: () => data,
        onGenerateDragPreview: ({ nativeSetDragImage, location }) => {
          setCustomNativeDragPreview({
            nativeSetDragImage,
            getOffset: preserveOffsetOnSource({ element, input: location.current.input }),
            render: ({ container }) => drawPreview(container, element),
          });
        },
        onDragStart: () => setIsDragged(true),
        onDrop: () => setIsDragged(false),
      }),
      dropTargetForElements({
        element: target,
        canDrop: ({ source }) => isTaskData(source.data) && (isOpen || source.data.column === column),
        getIsSticky: () => true,
        getData: ({ input }) =>
          attachClosestEdge(data, { element: target, input, allowedEdges: ["top", "bottom"] }),
        onDrag: ({ self, source }) => follow(self.data, source.data),
        onDragLeave: () => setEdge(undefined),
        onDrop: () => setEdge(undefined),
      }),
    );
  }, [place, card, taskId, column, isOpen, canDrag]);

  return { isDragged, edge };
}
