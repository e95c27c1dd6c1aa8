import { LIMITS } from "@convex/shared/limits";
import { useEffect, useEffectEvent, useState } from "react";
import { isAfter } from "./feed";
import type { Feed } from "./useMessages";

/**
 * The way to the first unread message, where it is further back than what is loaded.
 *
 * @param unreadAfter  messages newer than this were unread when the list was opened; undefined if none were
 * @returns whether it is out of reach, how to load up to it, and a key that changes when it has been reached: the list
 *          opens there anew
 */
export function useFirstUnread(feed: Feed, unreadAfter: bigint | undefined) {
  const { messages, canLoadOlder, isLoading, isLoadingOlder, loadOlder } = feed;
  const [isSeeking, setIsSeeking] = useState(false);
  const [reached, setReached] = useState(0);
  const [oldest] = messages;
  const isBeyond =
    unreadAfter !== undefined &&
    !isLoading &&
    canLoadOlder &&
    oldest !== undefined &&
    isAfter(oldest, unreadAfter);
  const goOn = useEffectEvent(() => loadOlder(LIMITS.pageItems));

  useEffect(() => {
    if (isSeeking && isBeyond && !isLoadingOlder) goOn();
  }, [isSeeking, isBeyond, isLoadingOlder]);
  if (isSeeking && !isBeyond) {
    setIsSeeking(false);
    setReached(reached + 1);
  }
  return { isBeyond, isSeeking, seek: () => setIsSeeking(true), reached };
}
