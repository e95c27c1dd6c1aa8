import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, type RefObject } from "react";
import { openAt, type OpensAt } from "./useLeftAt";

/** A list this near to its end counts as at its end. */
export const END_PX = 80;
const SETTLE_MS = 300;

type Keeper = {
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  pinned: RefObject<boolean>;
  opensAt: OpensAt | undefined;
  lastKey: string | undefined;
  onMove: (isAtEnd: boolean) => void;
};

/** Keeps a reader who is at the end at the end, whatever changes size; only a real scroll up lets go. */
export function usePinKeeper({ scroller, virtualizer, pinned, opensAt, lastKey, onMove }: Keeper): void {
  "use no memo";
  useEffect(() => {
    const el = scroller.current;
    if (!el) return;
    let { scrollTop, clientHeight, scrollHeight } = el;
    // Opened at the first unread, heights are guesses for a moment: what looks like the end may not be it.
    let isSettled = pinned.current;
    const handleScroll = () => {
      if (!isSettled) return;
      const left = el.scrollHeight - el.scrollTop - el.clientHeight;
      const isRealScrollUp =
        el.scrollTop < scrollTop - 1 && el.clientHeight === clientHeight && el.scrollHeight === scrollHeight;
      if (left <= END_PX) pinned.current = true;
      else if (isRealScrollUp) pinned.current = false;
      ({ scrollTop, clientHeight, scrollHeight } = el);
      onMove(pinned.current);
    };
    const observer = new ResizeObserver(() => {
      if (pinned.current) virtualizer.scrollToEnd();
    });
    el.addEventListener("scroll", handleScroll, { passive: true });
    observer.observe(el);
    // Rows take their true height after they are drawn, and again when fonts and pictures arrive.
    if (el.firstElementChild) observer.observe(el.firstElementChild);
    let frame = 0;
    const settle = setTimeout(() => {
      // Once more, now that heights are true: the first unread may have been beyond what there was to scroll.
      if (!pinned.current && opensAt) openAt(virtualizer, opensAt);
      frame = requestAnimationFrame(() => {
        isSettled = true;
        const left = el.scrollHeight - el.scrollTop - el.clientHeight;
        pinned.current ||= left <= 1;
        onMove(pinned.current || left <= END_PX);
      });
    }, SETTLE_MS);
    return () => {
      clearTimeout(settle);
      cancelAnimationFrame(frame);
      el.removeEventListener("scroll", handleScroll);
      observer.disconnect();
    };
  }, [scroller, virtualizer, pinned, opensAt, onMove]);

  useLayoutEffect(() => {
    if (pinned.current) virtualizer.scrollToEnd();
  }, [virtualizer, pinned, lastKey]);
}
