import type { Id } from "@convex/_generated/dataModel";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useSeenReports } from "@/features/channels";
import { isPresent, useIsPresent } from "@/platform/presence";
import type { FeedMessage } from "./feed";

/**
 * Marks a channel read up to the newest message, once that was on screen in a window with focus.
 *
 * After "mark unread" the cursor stands further back than it did before; it stays there until
 * something newer comes or the channel is opened again.
 *
 * @returns to be told whether the newest message is on screen
 */
export function useMarkRead(
  channelId: Id<"channels">,
  messages: readonly FeedMessage[],
  lastReadAt: number | undefined,
) {
  const { see } = useSeenReports();
  const [isEndSeen, setIsEndSeen] = useState(false);
  const reported = useRef(0);
  const newest = messages.findLast((message) => message.status === "sent")?.createdAt ?? 0;

  const report = useEffectEvent(() => {
    if (lastReadAt === undefined) return;
    reported.current = Math.max(reported.current, lastReadAt);
    if (!isEndSeen || newest <= reported.current || !isPresent()) return;
    reported.current = newest;
    see(channelId, newest).catch(() => {
      reported.current = 0; // the next look tries again
    });
  });

  const isNowPresent = useIsPresent();
  useEffect(() => report(), [newest, lastReadAt, isEndSeen, isNowPresent]);
  return setIsEndSeen;
}
