import type { Virtualizer } from "@tanstack/react-virtual";
import type { FeedRow } from "../../feed";
import type { Opening } from "../../places/useOpening";

/** A row and how far its top is above the list's; without that it stands in the upper third. */
export type OpensAt = { key: string; offset?: number };

/** Which row a list opens at; undefined for its end. */
export function opensAt(
  rows: readonly FeedRow[],
  { ts, isEnd, leftAt, messageId }: Opening,
): OpensAt | undefined {
  if (isEnd) return undefined;
  const keyOf = (isIt: (row: FeedRow) => boolean) => rows.find(isIt)?.message.key;
  if (ts === undefined) {
    const unread = keyOf((row) => row.startsUnread);
    return unread === undefined ? undefined : { key: unread, offset: 0 };
  }
  if (leftAt && rows.some(({ message }) => message.key === leftAt.key)) return leftAt;
  const key = keyOf(({ message }) => message.commitTs === undefined || message.commitTs >= ts);
  if (key === undefined) return undefined;
  return messageId === undefined ? { key, offset: 0 } : { key };
}

/** The height of a row until it is drawn. */
export const ROW_PX = 60;

/** Where a list is drawn first: about where it will be scrolled to once heights are known. */
export function firstOffset(keys: readonly string[], at: OpensAt | undefined): number {
  const px = at ? keys.indexOf(at.key) * ROW_PX - innerHeight / 3 : keys.length * ROW_PX - innerHeight;
  return Math.max(0, px);
}

/** Scrolls to a row, which may have another index than before: older ones have come. */
export function openAt(virtualizer: Virtualizer<HTMLDivElement, Element>, { key, offset }: OpensAt): void {
  const { count, getItemKey } = virtualizer.options;
  const index = Array.from({ length: count }, (_, i) => i).find((i) => getItemKey(i) === key);
  if (index === undefined) return;
  virtualizer.scrollToIndex(index, { align: "start" });
  const above = offset ?? -(virtualizer.scrollElement?.clientHeight ?? 0) / 3;
  if (above === 0) return;
  // Where the row is, and not how far the list can be scrolled to it: near the end these differ.
  const start = virtualizer.measurementsCache[index]?.start ?? 0;
  virtualizer.scrollToOffset(Math.max(0, start + above));
}
