import { useEffect, useState, type RefObject } from "react";

/** Rows that are drawn before and behind those in sight. */
const BESIDE = 8;

/** Which of many rows of one height are to be drawn: those in sight of what scrolls around them, and a few beside. */
export function useRowsInSight(
  scroller: RefObject<HTMLElement | null>,
  { rowPx, count, headPx }: { rowPx: number; count: number; headPx: number },
): { from: number; until: number } {
  const [sight, setSight] = useState({ first: 0, size: 40 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const first = Math.floor(element.scrollTop / rowPx);
      const size = Math.ceil(Math.max(element.clientHeight - headPx, 0) / rowPx) + 1;
      setSight((now) => (now.first === first && now.size === size ? now : { first, size }));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [scroller, rowPx, headPx]);
  return {
    from: Math.max(Math.min(sight.first, count) - BESIDE, 0),
    until: Math.min(sight.first + sight.size + BESIDE, count),
  };
}
