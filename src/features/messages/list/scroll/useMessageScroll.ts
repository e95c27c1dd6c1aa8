import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { FeedRow } from "../../feed";
import type { Opening } from "../../places/useOpening";
import { firstOffset, openAt, opensAt as findOpensAt, ROW_PX } from "./openAt";
import { useKeepLeftAt } from "./useKeepLeftAt";
import { useMorePages } from "./useMorePages";
import { END_PX, usePinKeeper } from "./usePinKeeper";

const LATER_MS = 100;

type Options = {
  scroller: RefObject<HTMLDivElement | null>;
  place: string;
  keys: readonly string[];
  rows: readonly FeedRow[];
  opening: Opening;
  canLoadOlder: boolean;
  canLoadNewer: boolean;
  onLoadOlder: () => void;
  onLoadNewer: () => void;
};

/**
 * The scrolling of a message list: opens at the place it is told, at the first unread, or at the newest; stays at the
 * newest while the reader does, holds still while they read, asks for more pages before an end is reached.
 *
 * The library follows appends and prepends. It does not follow a resize of the list or of its content,
 * nor a change of the last row's key: the pin keeper does.
 */
export function useMessageScroll(options: Options) {
  "use no memo"; // the virtualizer is a mutable object: the compiler must leave this hook alone
  const { scroller, place, keys, rows, opening, canLoadNewer } = options;
  const [opensAt] = useState(() => findOpensAt(rows, opening));
  const pinned = useRef(!opensAt && !canLoadNewer); // whether it is at the end is not known until heights have settled
  const [isAtEnd, setIsAtEnd] = useState(pinned.current ? true : undefined);
  const overscan = useOverscan();
  // oxlint-disable-next-line react/incompatible-library -- see "use no memo" above
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    // The rows that will be seen are drawn at once, not those at the top before them.
    initialRect: { width: 0, height: innerHeight },
    initialOffset: () => firstOffset(keys, opensAt),
    // oxlint-disable-next-line react/no-unnecessary-use-callback -- read for every row on each rebuild
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    anchorTo: "end",
    followOnAppend: !canLoadNewer,
    scrollEndThreshold: END_PX,
    overscan,
    paddingStart: 8,
    paddingEnd: 12,
  });

  useLayoutEffect(() => {
    if (!opensAt) return virtualizer.scrollToEnd();
    openAt(virtualizer, opensAt);
    // Rows around the place are measured once they are drawn there.
    let frame = requestAnimationFrame(() => {
      openAt(virtualizer, opensAt);
      frame = requestAnimationFrame(() => openAt(virtualizer, opensAt));
    });
    return () => cancelAnimationFrame(frame);
  }, [virtualizer, opensAt]);

  const lastKey = keys.at(-1);
  usePinKeeper({ scroller, virtualizer, pinned, opensAt, lastKey, canLoadNewer, onMove: setIsAtEnd });
  useKeepLeftAt({ scroller, virtualizer, pinned, place, rows });
  const items = virtualizer.getVirtualItems();
  const after = keys.length - 1 - (items.at(-1)?.index ?? keys.length - 1);
  useMorePages({ ...options, before: items[0]?.index ?? 0, after });

  function scrollToEnd() {
    pinned.current = true;
    setIsAtEnd(true);
    virtualizer.scrollToEnd();
  }

  return { virtualizer, items, isAtEnd, scrollToEnd };
}

/** Rows that are drawn beyond those in sight: the first time few, so that these are there sooner. */
function useOverscan(): number {
  const [rows, setRows] = useState(1);
  useEffect(() => {
    const timer = setTimeout(setRows, LATER_MS, 8);
    return () => clearTimeout(timer);
  }, []);
  return rows;
}
