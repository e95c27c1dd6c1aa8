import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { useOlderPages } from "./useOlderPages";

const END_PX = 80;
const SETTLE_MS = 300;

type Options = {
  keys: readonly string[];
  /** The row to open at, -1 for the newest. */
  startIndex: number;
  canLoadOlder: boolean;
  onLoadOlder: () => void;
};

/**
 * The scrolling of a message list: opens at the first unread or the newest, stays at the newest while the reader does, holds still
 * while they read, asks for older pages before the top is reached.
 *
 * The library follows appends and prepends. It does not follow a resize of the list or of its content,
 * nor a change of the last row's key: the pin keeper does.
 */
export function useMessageScroll({ keys, startIndex, canLoadOlder, onLoadOlder }: Options) {
  "use no memo"; // the virtualizer is a mutable object: the compiler must leave this hook alone
  const scroller = useRef<HTMLDivElement>(null);
  const [opensAt] = useState(startIndex);
  const pinned = useRef(opensAt < 0); // whether it is at the end is not known until heights have settled
  const [isAtEnd, setIsAtEnd] = useState(opensAt < 0 ? true : undefined);
  // oxlint-disable-next-line react/incompatible-library -- see "use no memo" above
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 60,
    // oxlint-disable-next-line react/no-unnecessary-use-callback -- read for every row on each rebuild
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    overscan: 8,
    paddingStart: 8,
    paddingEnd: 12,
  });

  useLayoutEffect(() => {
    if (opensAt < 0) virtualizer.scrollToEnd();
    else virtualizer.scrollToIndex(opensAt, { align: "start" });
  }, [virtualizer, opensAt]);

  usePinKeeper({ scroller, virtualizer, pinned, opensAt, lastKey: keys.at(-1), onMove: setIsAtEnd });
  const items = virtualizer.getVirtualItems();
  useOlderPages(items[0]?.index ?? 0, keys.length, canLoadOlder, onLoadOlder);

  function scrollToEnd() {
    pinned.current = true;
    setIsAtEnd(true);
    virtualizer.scrollToEnd();
  }

  return { scroller, virtualizer, items, isAtEnd, scrollToEnd };
}

type Keeper = {
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  pinned: RefObject<boolean>;
  opensAt: number;
  lastKey: string | undefined;
  onMove: (isAtEnd: boolean) => void;
};

/** Keeps a reader who is at the end at the end, whatever changes size; only a real scroll up lets go. */
function usePinKeeper({ scroller, virtualizer, pinned, opensAt, lastKey, onMove }: Keeper): void {
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
      if (!pinned.current) virtualizer.scrollToIndex(opensAt, { align: "start" });
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
