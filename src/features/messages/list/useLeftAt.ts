import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useState, type RefObject } from "react";
import { useNavigationType } from "react-router";

/** A row and how far its top is above the list's. */
export type OpensAt = { index: number; offset: number };

type LeftAt = { key: string; offset: number };
type List = Virtualizer<HTMLDivElement, Element>;

/** Where each list was left while its reader was not at the newest message. */
const leftAt = new Map<string, LeftAt>();

/** Where a list was left, for somebody who comes back to it. */
export function useLeftAt(place: string): LeftAt | undefined {
  const navigation = useNavigationType();
  const [found] = useState(() => (navigation === "POP" ? leftAt.get(place) : undefined));
  return found;
}

export function openAt(virtualizer: List, { index, offset }: OpensAt): void {
  virtualizer.scrollToIndex(index, { align: "start" });
  if (offset === 0) return;
  const [start = 0] = virtualizer.getOffsetForIndex(index, "start") ?? [];
  virtualizer.scrollToOffset(start + offset);
}

type Kept = {
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: List;
  /** Whether the reader is at the newest message. */
  pinned: RefObject<boolean>;
  place: string;
};

export function useKeepLeftAt({ scroller, virtualizer, pinned, place }: Kept): void {
  "use no memo"; // the virtualizer changes in place
  useEffect(() => {
    const list = scroller.current;
    if (!list) return;
    const keep = () => {
      const top = virtualizer.getVirtualItems().find((item) => item.end > list.scrollTop);
      if (pinned.current || !top) leftAt.delete(place);
      else leftAt.set(place, { key: String(top.key), offset: list.scrollTop - top.start });
    };
    list.addEventListener("scrollend", keep);
    return () => list.removeEventListener("scrollend", keep);
  }, [scroller, virtualizer, pinned, place]);
}
