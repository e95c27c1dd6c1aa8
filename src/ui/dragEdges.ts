/** Things that are put in another order by dragging: the one under the pointer shows on which side it would drop. */
import { attachClosestEdge, extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";

export type DragData = Record<string | symbol, unknown>;
type Cleanup = () => void;

export const edgeOf = extractClosestEdge;

/** Lets an element be dragged. */
export const dragged = (element: HTMLElement, data: DragData): Cleanup =>
  draggable({ element, getInitialData: () => data });

type Target = {
  data: DragData;
  takes: (from: DragData) => boolean;
  edges: ("top" | "bottom")[] | ("left" | "right")[];
};

/** Lets others drop beside an element; `data-edge` says on which side while one is over it. */
export function edgeTarget(element: HTMLElement, { data, takes, edges }: Target): Cleanup {
  const clear = () => delete element.dataset["edge"];
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => takes(source.data),
    getData: ({ input }) => attachClosestEdge(data, { element, input, allowedEdges: edges }),
    onDrag: ({ self, source }) => {
      const edge = source.element === element ? null : extractClosestEdge(self.data);
      if (edge) element.dataset["edge"] = edge;
      else clear();
    },
    onDragLeave: clear,
    onDrop: clear,
  });
}

/** Tells of what is dropped among the elements within `root`: the data of both. */
export function watchDrops(
  root: HTMLElement,
  targets: readonly Cleanup[],
  onDrop: (from: DragData, target: DragData) => void,
): Cleanup {
  return combine(
    ...targets,
    monitorForElements({
      canMonitor: ({ source }) => root.contains(source.element),
      onDrop: ({ source, location }) => {
        const [target] = location.current.dropTargets;
        if (target) onDrop(source.data, target.data);
      },
    }),
  );
}
