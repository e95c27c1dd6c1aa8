import { useEffect, useEffectEvent } from "react";
import { insertText } from "@/lib/insertText";

/** Frames in which what has come may take the keyboard. */
const FRAMES = 30;

/**
 * Stands where the code of an overlay is on its way. What is typed meanwhile is meant for it, not for what lies below:
 * it stands in its first field when that is there.
 *
 * @param onClose  called by Escape: what has not come is wanted no more
 */
export function TypedAhead({ onClose }: { onClose: () => void }) {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    let text = "";
    const take = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === "Escape") close();
      else if (event.key === "Backspace") text = text.slice(0, -1);
      else if (event.key.length === 1) text += event.key;
    };
    addEventListener("keydown", take, true);
    return () => {
      removeEventListener("keydown", take, true);
      if (text !== "") giveOn(text, FRAMES);
    };
  }, []);
  return null;
}

function giveOn(text: string, frames: number): void {
  const field = document.activeElement;
  const isThere =
    (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
    field.closest("[role=dialog]") !== null;
  if (isThere) {
    const end = field.value.length;
    insertText(field, end, end, text);
  } else if (frames > 0) requestAnimationFrame(() => giveOn(text, frames - 1));
}
