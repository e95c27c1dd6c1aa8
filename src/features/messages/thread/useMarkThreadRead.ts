import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation } from "convex/react";
import { useEffect, useEffectEvent, useState } from "react";
import { isPresent, useIsPresent } from "@/platform/presence";
import { newestTs, type FeedMessage } from "../feed";

/**
 * Marks a thread read that I follow or that mentions me, once its newest reply was on screen in a window with focus.
 *
 * @param isUnread  whether something of it is
 * @returns to be told whether the newest reply is on screen
 */
export function useMarkThreadRead(
  threadId: Id<"messages">,
  replies: readonly FeedMessage[],
  isUnread: boolean,
) {
  const markRead = useMutation(api.messages.markThreadRead);
  const [isEndSeen, setIsEndSeen] = useState(false);
  const newest = newestTs(replies);

  const report = useEffectEvent(() => {
    if (!isUnread || !isEndSeen || !isPresent()) return;
    // Refused only where the channel is lost, and the mentions with it.
    markRead({ messageId: threadId, upTo: newest }).catch(() => undefined);
  });
  const isNowPresent = useIsPresent();
  useEffect(() => report(), [isUnread, newest, isEndSeen, isNowPresent]);
  return setIsEndSeen;
}
