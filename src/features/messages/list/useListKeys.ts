import type { Virtualizer } from "@tanstack/react-virtual";
import { useRef, type KeyboardEvent, type RefObject } from "react";
import { returnFocus } from "@/lib/focus";
import { selectMessage } from "./selection";

/**
 * Arrow keys go from message to message; below the last, and by Escape, back to the field.
 *
 * @param onExtend  called with the numbers of two rows when Shift goes along
 */
export function useListKeys(
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  count: number,
  onExtend: (from: number, to: number) => void,
): (event: KeyboardEvent<HTMLDivElement>) => void {
  "use no memo"; // the virtualizer changes in place
  /** The row that gets the focus with the next frame: keys that come before go on from there. */
  const awaited = useRef<number>(undefined);
  return (event) => {
    const { key, target } = event;
    if (!(target instanceof HTMLElement) || target.tagName === "TEXTAREA") return;
    const article = target.closest("article");
    if (key === "Escape" && target === article) {
      event.preventDefault();
      event.stopPropagation();
      returnFocus(target);
      return;
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (!step) return;
    const row = target.closest<HTMLElement>("[data-index]");
    const from = awaited.current ?? (row ? Number(row.dataset["index"]) : undefined);
    const index = from === undefined ? count - 1 : from + step;
    if (index < 0) return;
    event.preventDefault();
    if (index >= count) {
      awaited.current = undefined;
      returnFocus(target);
      return;
    }
    if (from !== undefined && event.shiftKey) onExtend(from, index);
    virtualizer.scrollToIndex(index, { align: "auto" });
    awaited.current = index;
    requestAnimationFrame(() => {
      // A later key has gone on, or back to the field.
      if (awaited.current !== index) return;
      awaited.current = undefined;
      selectMessage(scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] article`));
    });
  };
}
