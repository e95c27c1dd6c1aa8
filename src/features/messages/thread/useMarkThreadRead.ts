import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation } from "convex/react";
import { useEffect, useEffectEvent, useState } from "react";
import { useUnread } from "@/features/channels";
import { isPresent, useIsPresent } from "@/platform/presence";
import { newestTs, type FeedMessage } from "../feed";

type Place = { channelId: Id<"channels">; threadId: Id<"messages"> };

/**
 * Marks read what mentions me in a thread, once its newest reply was on screen in a window with focus.
 *
 * @returns to be told whether the newest reply is on screen
 */
export function useMarkThreadRead({ channelId, threadId }: Place, replies: readonly FeedMessage[]) {
  const markRead = useMutation(api.messages.markThreadRead);
  const mentions = useUnread()?.get(channelId)?.replies ?? [];
  const [isEndSeen, setIsEndSeen] = useState(false);
  const newest = newestTs(replies);
  const isMentioned = mentions.some((one) => one.threadId === threadId && one.commitTs <= newest);

  const report = useEffectEvent(() => {
    if (!isMentioned || !isEndSeen || !isPresent()) return;
    // Refused only where the channel is lost, and the mentions with it.
    markRead({ messageId: threadId, upTo: newest }).catch(() => undefined);
  });
  const isNowPresent = useIsPresent();
  useEffect(() => report(), [isMentioned, newest, isEndSeen, isNowPresent]);
  return setIsEndSeen;
}
