import { useSyncExternalStore } from "react";

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
}

/** Fingers on a screen keyboard; the same query is the variant `touch`. */
export const useIsTouch = (): boolean => useMedia("(hover: none) and (pointer: coarse)");

/** One pane at a time below this width; the same number is `--breakpoint-wide`. */
export const useIsPhone = (): boolean => useMedia("(max-width: 47.99rem)");
