import { useLayoutEffect, useState, type RefObject } from "react";

/** How many of the last of a wrapped list are not in its first row, as wide as it is. */
export function useFoldedCount(
  list: RefObject<HTMLElement | null>,
  /** What is shown: other ones are measured anew. */
  rows: readonly unknown[],
  isWhole: boolean,
): number {
  const [count, setCount] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const measure = () => {
      const tops = [...element.children].map((child) => (child as HTMLElement).offsetTop);
      setCount(tops.filter((top) => top > tops[0]!).length);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [list, rows]);
  return isWhole ? 0 : count;
}
