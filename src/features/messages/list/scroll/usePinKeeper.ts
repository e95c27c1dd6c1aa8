import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from "react";
import { openAt, type OpensAt } from "./openAt";

/** A list this near to its end counts as at its end. */
export const END_PX = 80;
const SETTLE_MS = 300;

type Keeper = {
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  pinned: RefObject<boolean>;
  opensAt: OpensAt | undefined;
  lastKey: string | undefined;
  /** Whether the end of the list is not that of the conversation: then nobody is kept at it. */
  canLoadNewer: boolean;
  onMove: (isAtEnd: boolean) => void;
};

/** Keeps a reader who is at the end at the end, whatever changes size; only a real scroll up lets go. */
export function usePinKeeper(keeper: Keeper): void {
  "use no memo";
  const { scroller, virtualizer, pinned, opensAt, canLoadNewer } = keeper;
  const isNear = useEffectEvent((px: number) => {
    const { scrollHeight = Infinity, scrollTop = 0, clientHeight = 0 } = scroller.current ?? {};
    return !canLoadNewer && scrollHeight - scrollTop - clientHeight <= px;
  });
  const onMove = useEffectEvent(keeper.onMove);
  useEffect(() => {
    const el = scroller.current;
    if (!el) return;
    let { scrollTop, clientHeight, scrollHeight } = el;
    // Opened at the first unread, heights are guesses for a moment: what looks like the end may not be it.
    let isSettled = pinned.current;
    const handleScroll = () => {
      if (!isSettled) return;
      const isRealScrollUp =
        el.scrollTop < scrollTop - 1 && el.clientHeight === clientHeight && el.scrollHeight === scrollHeight;
      if (isNear(END_PX)) pinned.current = true;
      else if (isRealScrollUp) pinned.current = false;
      ({ scrollTop, clientHeight, scrollHeight } = el);
      onMove(pinned.current);
    };
    el.addEventListener("scroll", handleScroll, { passive: true });
    let frame = 0;
    const settle = setTimeout(() => {
      // Once more, now that heights are true: the first unread may have been beyond what there was to scroll.
      if (!pinned.current && opensAt) openAt(virtualizer, opensAt);
      frame = requestAnimationFrame(() => {
        isSettled = true;
        pinned.current ||= isNear(1);
        onMove(pinned.current || isNear(END_PX));
      });
    }, SETTLE_MS);
    return () => {
      clearTimeout(settle);
      cancelAnimationFrame(frame);
      el.removeEventListener("scroll", handleScroll);
    };
  }, [scroller, virtualizer, pinned, opensAt]);

  // Who is at the end when it becomes that of the conversation has not moved, but is kept there from now on.
  const hadMore = useRef(canLoadNewer);
  useEffect(() => {
    if (hadMore.current && isNear(END_PX)) scroller.current?.dispatchEvent(new Event("scroll"));
    hadMore.current = canLoadNewer;
  }, [canLoadNewer, scroller]);
  useStayAtEnd(keeper);
}

/** Goes back to the end where the reader was, when the list or what is in it changes its size, or its last row. */
function useStayAtEnd({ scroller, virtualizer, pinned, lastKey }: Keeper): void {
  "use no memo";
  useEffect(() => {
    const el = scroller.current;
    if (!el) return;
    const observer = new ResizeObserver(() => {
      if (pinned.current) virtualizer.scrollToEnd();
    });
    observer.observe(el);
    // Rows take their true height after they are drawn, and again when fonts and pictures arrive.
    if (el.firstElementChild) observer.observe(el.firstElementChild);
    return () => observer.disconnect();
  }, [scroller, virtualizer, pinned]);
  useLayoutEffect(() => {
    if (pinned.current) virtualizer.scrollToEnd();
  }, [virtualizer, pinned, lastKey]);
}
