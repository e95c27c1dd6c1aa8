import { useEffect, useEffectEvent } from "react";
import { insertText } from "@/lib/insertText";

/** Frames in which what has come may take the keyboard. */
const FRAMES = 30;

/**
 * Stands where the code of an overlay is on its way. What is typed meanwhile is meant for it, not for what lies below:
 * it stands in its first field when that is there, and what is typed until then behind it.
 *
 * @param onClose  called by Escape: what has not come is wanted no more
 */
export function TypedAhead({ onClose }: { onClose: () => void }) {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    let text = "";
    let hasCome = false;
    const take = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const isText = event.key === "Backspace" || event.key.length === 1;
      if (hasCome && !isText) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === "Escape") close();
      else if (event.key === "Backspace") text = text.slice(0, -1);
      else if (isText) text += event.key;
    };
    const giveOn = (frames: number) => {
      const field = fieldInFocus();
      // Where nothing was typed, an overlay without a field takes the next keys itself.
      const isWaiting = !field && frames > 0 && (text !== "" || !isInOverlay(document.activeElement));
      if (isWaiting) return requestAnimationFrame(() => giveOn(frames - 1));
      removeEventListener("keydown", take, true);
      if (field && text !== "") insertText(field, field.value.length, field.value.length, text);
    };
    addEventListener("keydown", take, true);
    return () => {
      hasCome = true;
      requestAnimationFrame(() => giveOn(FRAMES));
    };
  }, []);
  return null;
}

const isInOverlay = (element: Element | null): boolean =>
  element instanceof Element && element.closest("[role=dialog]") !== null;

/** The field of an overlay, once it has the keyboard. */
function fieldInFocus(): HTMLInputElement | HTMLTextAreaElement | undefined {
  const field = document.activeElement;
  const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return isField && isInOverlay(field) ? field : undefined;
}
