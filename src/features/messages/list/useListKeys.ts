import type { Virtualizer } from "@tanstack/react-virtual";
import type { KeyboardEvent, RefObject } from "react";
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
    const index = row ? Number(row.dataset["index"]) + step : count - 1;
    if (index < 0) return;
    event.preventDefault();
    if (index >= count) {
      returnFocus(target);
      return;
    }
    if (row && event.shiftKey) onExtend(Number(row.dataset["index"]), index);
    virtualizer.scrollToIndex(index, { align: "auto" });
    requestAnimationFrame(() =>
      selectMessage(scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] article`)),
    );
  };
}
