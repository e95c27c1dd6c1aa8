import type { Virtualizer } from "@tanstack/react-virtual";
import type { FeedRow } from "../../feed";
import type { Opening } from "../../places/useOpening";

/** A row and how far its top is above the list's; without that it stands in the upper third. */
export type OpensAt = { index: number; offset?: number };

/** Which row a list opens at; undefined for its end. */
export function opensAt(
  rows: readonly FeedRow[],
  { ts, isEnd, leftAt, messageId }: Opening,
): OpensAt | undefined {
  const found = (index: number, offset?: number): OpensAt | undefined =>
    index < 0 ? undefined : { index, ...(offset !== undefined && { offset }) };
  if (isEnd) return undefined;
  if (ts === undefined)
    return found(
      rows.findIndex((row) => row.startsUnread),
      0,
    );
  const left =
    leftAt &&
    found(
      rows.findIndex((row) => row.message.key === leftAt.key),
      leftAt.offset,
    );
  const first = rows.findIndex(({ message }) => message.commitTs === undefined || message.commitTs >= ts);
  return left ?? (messageId === undefined ? found(first, 0) : found(first));
}

/** Scrolls to a row. */
export function openAt(virtualizer: Virtualizer<HTMLDivElement, Element>, { index, offset }: OpensAt): void {
  virtualizer.scrollToIndex(index, { align: "start" });
  const above = offset ?? -(virtualizer.scrollElement?.clientHeight ?? 0) / 3;
  if (above === 0) return;
  const [start = 0] = virtualizer.getOffsetForIndex(index, "start") ?? [];
  virtualizer.scrollToOffset(start + above);
}
