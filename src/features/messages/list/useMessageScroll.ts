import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const END_PX = 80;
const ARM_MS = 250;
const NEAR_TOP_ROWS = 15;

type Options = { keys: readonly string[]; canLoadOlder: boolean; onLoadOlder: () => void };

/**
 * The scrolling of a message list: opens at the newest, stays there while the reader is there, holds still
 * while they read, asks for older pages before the top is reached.
 *
 * The library follows appends and prepends. It does not follow a resize of the list or of its content,
 * nor a change of the last row's key: the pin keeper below does.
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
      setIsAtEnd(pinned.current);
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
  }, [virtualizer]);

  const lastKey = keys.at(-1);
  useLayoutEffect(() => {
    if (pinned.current) virtualizer.scrollToEnd();
  }, [virtualizer, lastKey]);

  const [isArmed, setIsArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsArmed(true), ARM_MS);
    return () => clearTimeout(timer);
  }, []);
  const items = virtualizer.getVirtualItems();
  const firstIndex = items[0]?.index ?? 0;
  useEffect(() => {
    if (isArmed && canLoadOlder && firstIndex < NEAR_TOP_ROWS) onLoadOlder();
  }, [isArmed, canLoadOlder, firstIndex, onLoadOlder, keys.length]);

  function scrollToEnd() {
    pinned.current = true;
    setIsAtEnd(true);
    virtualizer.scrollToEnd();
  }

  return { scroller, virtualizer, items, isAtEnd, scrollToEnd };
}
