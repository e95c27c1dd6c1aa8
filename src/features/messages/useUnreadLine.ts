import { useState } from "react";
import { useIsPresent } from "@/platform/presence";
import type { FeedMessage } from "./feed";

/** How far I have read, as the server knows it. */
export type ReadState = { lastReadAt: number; unread: number };

/**
 * Where the "New" line stands: at the cursor as it was when the channel was opened or the window was left.
 * What comes in before the reader's eyes gets no line; marking something unread moves the line there.
 *
 * @returns messages after this time are below the line; undefined for no line
 */
export function useUnreadLine(
  read: ReadState | undefined,
  messages: readonly FeedMessage[],
): number | undefined {
  const isPresent = useIsPresent();
  const [line, setLine] = useState(read && read.unread > 0 ? read.lastReadAt : undefined);
  const [cursor, setCursor] = useState(read?.lastReadAt);
  const [wasPresent, setWasPresent] = useState(isPresent);

  if (wasPresent !== isPresent) {
    setWasPresent(isPresent);
    const newest = messages.findLast((message) => message.status === "sent")?.createdAt ?? 0;
    if (!isPresent && newest <= (read?.lastReadAt ?? 0)) setLine(newest);
  }
  if (read && read.lastReadAt !== cursor) {
    setCursor(read.lastReadAt);
    if (cursor !== undefined && read.lastReadAt < cursor) setLine(read.lastReadAt);
  }
  return line;
}
