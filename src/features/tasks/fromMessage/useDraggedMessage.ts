import type { Id } from "@convex/_generated/dataModel";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { setCustomNativeDragPreview } from "@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview";
import { useEffect, useEffectEvent, useState, type RefObject } from "react";

type MessageId = Id<"messages">;

/** Its author's picture, or the time of one that follows another. */
const MARGIN = "[data-message-id] > :is(span, time)";

/** A message, held by its margin. */
const messageIdOf = (data: Record<string | symbol, unknown>): MessageId | undefined =>
  data["kind"] === "message" ? (data["messageId"] as MessageId) : undefined;

/** Its words follow the pointer. */
function drawPreview(container: HTMLElement, article: Element): void {
  const words = document.createElement("p");
  words.textContent = article.querySelector(".measure")?.textContent?.slice(0, 80) ?? "";
  words.className = "max-w-80 truncate rounded-control border bg-bg-raised px-3 py-2 text-base shadow-float";
  container.append(words);
}

/** Makes a message's margin a handle: its text is for selecting. */
function holdable(grip: HTMLElement, article: HTMLElement): () => void {
  grip.style.cursor = "grab";
  const stop = draggable({
    element: grip,
    getInitialData: () => ({ kind: "message", messageId: article.dataset["messageId"] }),
    onGenerateDragPreview: ({ nativeSetDragImage }) =>
      setCustomNativeDragPreview({
        nativeSetDragImage,
        render: ({ container }) => drawPreview(container, article),
      }),
  });
  return () => {
    grip.style.cursor = "";
    stop();
  };
}

/** The message under the mouse can be dragged by its margin. @returns the one that is being dragged */
export function useDraggedMessage(): MessageId | undefined {
  const [dragged, setDragged] = useState<MessageId>();
  const isDragging = dragged !== undefined;
  const held = useEffectEvent(() => isDragging);
  useEffect(() => {
    let last: { grip: HTMLElement; stop: () => void } | undefined;
    function follow({ target, pointerType }: PointerEvent) {
      const grip = target instanceof Element ? target.closest<HTMLElement>(MARGIN) : null;
      const article = grip?.closest<HTMLElement>("[data-message-id]");
      if (!grip || !article || pointerType === "touch" || grip === last?.grip || held()) return;
      last?.stop();
      last = { grip, stop: holdable(grip, article) };
    }
    document.addEventListener("pointerover", follow);
    const stop = monitorForElements({
      canMonitor: ({ source }) => messageIdOf(source.data) !== undefined,
      onDragStart: ({ source }) => setDragged(messageIdOf(source.data)),
      onDrop: () => setDragged(undefined),
    });
    return () => {
      document.removeEventListener("pointerover", follow);
      last?.stop();
      stop();
    };
  }, []);
  return dragged;
}

/** Makes an element a place to drop messages at. */
export function useMessageDrop(place: RefObject<HTMLElement | null>, onMessage: (id: MessageId) => void) {
  const [isOver, setIsOver] = useState(false);
  const drop = useEffectEvent(onMessage);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    return combine(
      dropTargetForElements({
        element,
        canDrop: ({ source }) => messageIdOf(source.data) !== undefined,
        onDragEnter: () => setIsOver(true),
        onDragLeave: () => setIsOver(false),
        onDrop: ({ source }) => {
          setIsOver(false);
          const messageId = messageIdOf(source.data);
          if (messageId) drop(messageId);
        },
      }),
    );
  }, [place]);
  return isOver;
}
