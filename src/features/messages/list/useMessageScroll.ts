import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { openAt, useKeepLeftAt, useLeftAt, type OpensAt } from "./useLeftAt";
import { useOlderPages } from "./useOlderPages";
import { END_PX, usePinKeeper } from "./usePinKeeper";

type Options = {
  scroller: RefObject<HTMLDivElement | null>;
  place: string;
  keys: readonly string[];
  /** The row to open at, -1 for the newest. */
  startIndex: number;
  canLoadOlder: boolean;
  onLoadOlder: () => void;
};

/**
 * The scrolling of a message list: opens at the first unread, where it was left, or at the newest; stays at the newest
 * while the reader does, holds still while they read, asks for older pages before the top is reached.
 *
 * The library follows appends and prepends. It does not follow a resize of the list or of its content,
 * nor a change of the last row's key: the pin keeper does.
 */
export function useMessageScroll(options: Options) {
  "use no memo"; // the virtualizer is a mutable object: the compiler must leave this hook alone
  const { scroller, place, keys, startIndex, canLoadOlder, onLoadOlder } = options;
  const leftAt = useLeftAt(place);
  const [opensAt] = useState<OpensAt | undefined>(() => {
    if (startIndex >= 0) return { index: startIndex, offset: 0 };
    const index = leftAt ? keys.indexOf(leftAt.key) : -1;
    return leftAt && index >= 0 ? { index, offset: leftAt.offset } : undefined;
  });
  const pinned = useRef(!opensAt); // whether it is at the end is not known until heights have settled
  const [isAtEnd, setIsAtEnd] = useState(opensAt ? undefined : true);
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
    if (opensAt) openAt(virtualizer, opensAt);
    else virtualizer.scrollToEnd();
  }, [virtualizer, opensAt]);

  usePinKeeper({ scroller, virtualizer, pinned, opensAt, lastKey: keys.at(-1), onMove: setIsAtEnd });
  useKeepLeftAt({ scroller, virtualizer, pinned, place });
  const items = virtualizer.getVirtualItems();
  useOlderPages(items[0]?.index ?? 0, keys.length, canLoadOlder, onLoadOlder);

  function scrollToEnd() {
    pinned.current = true;
    setIsAtEnd(true);
    virtualizer.scrollToEnd();
  }

  return { virtualizer, items, isAtEnd, scrollToEnd };
}
