import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useRef, type RefObject } from "react";
import { useLocation } from "react-router";
import type { FeedRow } from "../../feed";
import { keepLeftAt } from "../../places/leftAt";

type Kept = {
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** Whether the reader is at the newest message. */
  pinned: RefObject<boolean>;
  /** Names the list. */
  place: string;
  rows: readonly FeedRow[];
};

/** Notes where the reader is, for when they come back. */
export function useKeepLeftAt({ scroller, virtualizer, pinned, place, rows }: Kept): void {
  "use no memo"; // the virtualizer changes in place
  const { key: entry } = useLocation();
  const keep = useEffectEvent(() => {
    const { scrollTop = 0 } = scroller.current ?? {};
    const top = virtualizer.getVirtualItems().find((item) => item.end > scrollTop);
    if (pinned.current) keepLeftAt(place, entry, "end");
    if (pinned.current || !top) return;
    const { key, commitTs } = rows[top.index]?.message ?? {};
    if (key !== undefined && commitTs !== undefined)
      keepLeftAt(place, entry, { key, ts: commitTs, offset: scrollTop - top.start });
  });
  useEffect(() => {
    const list = scroller.current;
    const listener = () => keep();
    list?.addEventListener("scroll", listener, { passive: true });
    return () => list?.removeEventListener("scroll", listener);
  }, [scroller]);
  // A pane that opens beside the list is another entry, at the same place of it.
  const known = useRef(entry);
  useEffect(() => {
    if (known.current !== entry) keep();
    known.current = entry;
  }, [entry]);
}
