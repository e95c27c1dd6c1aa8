import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";

const END_PX = 80;
const ARM_MS = 250;
const NEAR_TOP_ROWS = 15;

type Options = { keys: readonly string[]; canLoadOlder: boolean; onLoadOlder: () => void };

/**
 * The scrolling of a message list: opens at the newest, stays there while the reader is there, holds still
 * while they read, asks for older pages before the top is reached.
 *
 * The library follows appends and prepends. It does not follow a resize of the list or of its content,
 * nor a change of the last row's key: the pin keeper does.
 */
export function useMessageScroll({ keys, canLoadOlder, onLoadOlder }: Options) {
  "use no memo"; // the virtualizer is a mutable object: the compiler must leave this hook alone
  const scroller = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);
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

  useLayoutEffect(() => virtualizer.scrollToEnd(), [virtualizer]);

  usePinKeeper({ scroller, virtualizer, pinned, lastKey: keys.at(-1), onMove: setIsAtEnd });
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
  lastKey: string | undefined;
  onMove: (isAtEnd: boolean) => void;
};

/** Keeps a reader who is at the end at the end, whatever changes size; only a real scroll up lets go. */
function usePinKeeper({ scroller, virtualizer, pinned, lastKey, onMove }: Keeper): void {
  "use no memo";
  useEffect(() => {
    const el = scroller.current;
    if (!el) return;
    let { scrollTop, clientHeight, scrollHeight } = el;
    const handleScroll = () => {
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
    return () => {
      el.removeEventListener("scroll", handleScroll);
      observer.disconnect();
    };
  }, [scroller, virtualizer, pinned, onMove]);

  useLayoutEffect(() => {
    if (pinned.current) virtualizer.scrollToEnd();
  }, [virtualizer, pinned, lastKey]);
}

/** Asks for the next older page before its place comes into sight; not in the first moments, while sizes settle. */
function useOlderPages(firstIndex: number, count: number, canLoad: boolean, onLoad: () => void): void {
  const [isArmed, setIsArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsArmed(true), ARM_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (isArmed && canLoad && firstIndex < NEAR_TOP_ROWS) onLoad();
  }, [isArmed, canLoad, firstIndex, onLoad, count]);
}
