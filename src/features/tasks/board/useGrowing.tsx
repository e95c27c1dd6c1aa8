import { useCallback, useState, type ReactNode, type RefObject } from "react";

const STEP = 30;

/**
 * The first part of a long list, which grows as its end comes near: a thousand cards mount over time, not at once.
 *
 * @param atLeast  how many are shown in any case
 */
export function useGrowing<T>(
  scroller: RefObject<HTMLElement | null>,
  items: readonly T[],
  atLeast = 0,
): { shown: readonly T[]; foot: ReactNode } {
  const [grown, setLimit] = useState(STEP);
  const limit = Math.max(grown, atLeast);
  const hasMore = items.length > limit;
  // A ref callback: the observer lives as long as the mark it watches.
  const watch = useCallback(
    (mark: HTMLElement | null) => {
      if (!mark) return;
      const observer = new IntersectionObserver(
        (entries) => {
          if (entries.some((entry) => entry.isIntersecting)) setLimit((now) => now + STEP);
        },
        { root: scroller.current, rootMargin: "600px" },
      );
      observer.observe(mark);
      return () => observer.disconnect();
    },
    [scroller],
  );
  return {
    shown: hasMore ? items.slice(0, limit) : items,
    foot: hasMore ? <div key={limit} ref={watch} className="h-px" /> : null,
  };
}
