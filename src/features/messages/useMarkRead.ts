import { LIMITS } from "@convex/shared/limits";
import { BEFORE_ALL } from "@convex/shared/unread";
import type { Id } from "@convex/_generated/dataModel";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useAttending, useMemberCount, useSeenReports } from "@/features/channels";
import { isPresent, useIsPresent } from "@/platform/presence";
import { newestTs, type FeedMessage } from "./feed";

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
  lastReadTs: bigint | undefined,
) {
  const { see, flush } = useSeenReports();
  const [isEndSeen, setIsEndSeen] = useState(false);
  const reported = useRef(BEFORE_ALL);
  const newest = newestTs(messages);
  const isCrowd = (useMemberCount(channelId) ?? 0) >= LIMITS.crowd;

  const report = useEffectEvent(() => {
    if (lastReadTs === undefined) return;
    if (lastReadTs > reported.current) reported.current = lastReadTs;
    if (!isEndSeen || newest <= reported.current || !isPresent()) return;
    reported.current = newest;
    see(channelId, newest, isCrowd).catch(() => {
      reported.current = BEFORE_ALL; // the next look tries again
    });
  });

  useEffect(() => flush, [channelId, flush]);
  const isNowPresent = useIsPresent();
  useEffect(() => report(), [newest, lastReadTs, isEndSeen, isNowPresent]);
  const attend = useAttending();
  const isAttended = lastReadTs !== undefined && isEndSeen && isNowPresent;
  useEffect(
    () => attend(isAttended ? { channelId, upTo: newest } : undefined),
    [channelId, newest, isAttended, attend],
  );
  useEffect(() => () => attend(undefined), [channelId, attend]);
  return setIsEndSeen;
}
