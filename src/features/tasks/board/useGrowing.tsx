import { useCallback, useState, type ReactNode, type RefObject } from "react";

const STEP = 30;

/** The first part of a long list, which grows as its end comes near: a thousand cards mount over time, not at once. */
export function useGrowing<T>(
  scroller: RefObject<HTMLElement | null>,
  items: readonly T[],
): { shown: readonly T[]; foot: ReactNode } {
  const [limit, setLimit] = useState(STEP);
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
