import { useEffect, useEffectEvent, type RefObject } from "react";
import { dragged, edgeOf, edgeTarget, watchDrops, type DragData } from "@/ui/dragEdges";
import { without, type Subtask } from "./subtask";

type Props = {
  root: RefObject<HTMLElement | null>;
  parts: readonly Subtask[];
  onPlace: (part: Subtask, index: number) => void;
};

/** Makes parts draggable among each other, and draws where they would drop. It shows nothing itself. */
export function SubtasksDrag({ root, parts, onPlace }: Props) {
  const drop = useEffectEvent((from: DragData, target: DragData) => {
    const part = parts.find(({ _id }) => _id === from["subtaskId"]);
    if (!part || from["subtaskId"] === target["subtaskId"]) return;
    const others = without(parts, part._id);
    const over = others.findIndex(({ _id }) => _id === target["subtaskId"]);
    if (over !== -1) onPlace(part, edgeOf(target) === "bottom" ? over + 1 : over);
  });
  const key = parts.map(({ _id }) => _id).join(" ");
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const rows = [...element.querySelectorAll<HTMLElement>("[data-subtask]")];
    return watchDrops(element, rows.flatMap(watch), (from, target) => drop(from, target));
  }, [root, key]);
  return null;
}

function watch(element: HTMLElement) {
  const data = { subtaskId: element.dataset["subtask"] };
  const takes = (from: DragData) => "subtaskId" in from;
  return [dragged(element, data), edgeTarget(element, { data, takes, edges: ["top", "bottom"] })];
}
