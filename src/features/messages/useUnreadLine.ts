import { BEFORE_ALL } from "@convex/shared/unread";
import { useState } from "react";
import { useIsPresent } from "@/platform/presence";
import { newestTs, type FeedMessage } from "./feed";

/** How far I have read, as the server knows it. */
export type ReadState = { lastReadTs: bigint; unread: number };

/**
 * Where the "New" line stands: at the cursor as it was when the channel was opened or the window was left.
 * What comes in before the reader's eyes gets no line; marking something unread moves the line there.
 *
 * @returns messages after this position are below the line; undefined for no line
 */
export function useUnreadLine(
  read: ReadState | undefined,
  messages: readonly FeedMessage[],
): bigint | undefined {
  const isPresent = useIsPresent();
  const [line, setLine] = useState(read && read.unread > 0 ? read.lastReadTs : undefined);
  const [cursor, setCursor] = useState(read?.lastReadTs);
  const [wasPresent, setWasPresent] = useState(isPresent);

  if (wasPresent !== isPresent) {
    setWasPresent(isPresent);
    const newest = newestTs(messages);
    if (!isPresent && newest <= (read?.lastReadTs ?? BEFORE_ALL)) setLine(newest);
  }
  if (read && read.lastReadTs !== cursor) {
    setCursor(read.lastReadTs);
    if (cursor !== undefined && read.lastReadTs < cursor) setLine(read.lastReadTs);
  }
  return line;
}
