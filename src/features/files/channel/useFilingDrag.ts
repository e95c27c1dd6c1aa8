import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useEffect, useEffectEvent, useState, type RefObject } from "react";
import { texts } from "@/texts";
import type { Filed, Folders, Place } from "./folder";
import { useFiling } from "./useFolders";

type Data = Record<string | symbol, unknown>;
type Element = RefObject<HTMLElement | null>;

const filedIn = (data: Data): Filed | undefined => data["filed"] as Filed | undefined;

/** Makes the row of a thing draggable. */
export function useFilingDrag(row: Element, thing: Filed, canDrag: boolean): boolean {
  const [isDragged, setIsDragged] = useState(false);
  const dataOf = useEffectEvent(() => ({ filed: thing }));
  useEffect(() => {
    const element = row.current;
    if (!element || !canDrag) return;
    return draggable({
      element,
      getInitialData: () => dataOf(),
      onDragStart: () => setIsDragged(true),
      onDrop: () => setIsDragged(false),
    });
  }, [row, canDrag]);
  return isDragged;
}

/** Makes an element a place to drop things at: a folder's row, or its name in the path. */
export function useFilingDrop(element: Element, place: Place, folders: Folders, where: string): boolean {
  const { move } = useFiling();
  const [isOver, setIsOver] = useState(false);
  const canTake = useEffectEvent((data: Data) => {
    const thing = filedIn(data);
    return thing !== undefined && folders.canTake(place, thing);
  });
  const drop = useEffectEvent((data: Data) => {
    const thing = filedIn(data)!;
    announce(texts.folders.moved(thing.name, where));
    void move(thing, place, where);
  });
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    return combine(
      dropTargetForElements({
        element: target,
        canDrop: ({ source }) => canTake(source.data),
        onDragEnter: () => setIsOver(true),
        onDragLeave: () => setIsOver(false),
        onDrop: ({ source }) => {
          setIsOver(false);
          drop(source.data);
        },
      }),
    );
  }, [element]);
  return isOver;
}
