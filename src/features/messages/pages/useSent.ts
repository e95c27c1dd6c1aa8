import { useEffect, useState } from "react";
import type { FeedMessage } from "../feed";

/** So long at most what was sent is shown without the server's copy of it, which may have been deleted at once. */
const LATE_MS = 5_000;
const NOTHING: readonly FeedMessage[] = [];

const textOf = (messages: readonly FeedMessage[]): string =>
  messages.map(({ key, status }) => key + status).join();

/**
 * My messages on their way, and those that have arrived and are not in the list yet: where many write before a crowd, all are
 * told of them a second later.
 *
 * @param pending  what the outbox holds
 * @param saved  what has come from the server
 */
export function useSent(
  pending: readonly FeedMessage[],
  saved: readonly FeedMessage[],
): readonly FeedMessage[] {
  "use no memo"; // what it makes is short, and another each time anyway
  const [last, setLast] = useState(NOTHING);
  const known = new Set([...saved, ...pending].map(({ clientId }) => clientId));
  const sent = last.filter(({ status, clientId }) => status === "sending" && !known.has(clientId));
  const shown = [...sent, ...pending];
  if (textOf(shown) !== textOf(last)) setLast(shown);
  const isLate = sent.length > 0;
  useEffect(() => {
    if (!isLate) return;
    const timer = setTimeout(() => setLast(NOTHING), LATE_MS);
    return () => clearTimeout(timer);
  }, [isLate]);
  return shown;
}
