import { api } from "@convex/_generated/api";
import { useMutation } from "convex/react";
import type { Id } from "@convex/_generated/dataModel";
import type { ChannelId } from "./channel";
import { showRead } from "./showRead";
import { useSeenReports } from "./UnreadContext";

/** Marking read and unread; the badge follows at once. */
export function useReadActions() {
  const markRead = useMutation(api.channels.markRead).withOptimisticUpdate(showRead);
  const markUnread = useMutation(api.channels.markUnread);
  const { forget } = useSeenReports();
  return {
    /** All of a channel, seen or not. */
    markRead: (channelId: ChannelId) => markRead({ channelId }),
    markUnread: (channelId: ChannelId, messageId: Id<"messages">) => {
      forget(channelId);
      return markUnread({ channelId, messageId });
    },
  };
}
