import { useEffect, useEffectEvent } from "react";
import { useLocation, useParams, type Location } from "react-router";
import type { ChannelId } from "@/features/channels";
import { useMessagePlace, type Address } from "@/features/messages";
import { tsOf } from "@convex/shared/unread";
import { fromDateInput, localDueDay } from "@/lib/time";
import { keepsView } from "@/lib/keepsView";
import { texts } from "@/texts";
import { usePane } from "@/ui/pane/usePane";

/**
 * What the address of a channel's page means besides the channel: a message, in the channel or in a thread, whose pane it
 * opens.
 *
 * @throws NOT_FOUND
 */
export function useAddress(channelId: ChannelId) {
  const { messageId, day } = useParams();
  const date = day === undefined ? undefined : fromDateInput(day);
  const place = useMessagePlace(channelId, messageId);
  useThreadOf(place?.threadId);
  if (date !== undefined) return { address: { ts: tsOf(localDueDay(date)) } };
  if (messageId === undefined) return {};
  if (!place) return { address: "loading" as const };
  const { threadId, commitTs, channelTs, isDeleted } = place;
  const address: Address = threadId === undefined ? { ts: commitTs, messageId } : { ts: channelTs };
  return {
    address,
    reply: threadId === undefined ? undefined : { threadId, ts: commitTs, messageId },
    note: isDeleted ? texts.messages.linkedWasDeleted : undefined,
  };
}

/** Opens the thread of a reply, each time its address is followed. */
function useThreadOf(threadId: string | undefined): void {
  const { key, state } = useLocation() as Location<unknown>;
  const pane = usePane();
  const open = useEffectEvent(() => {
    if (threadId !== undefined && pane.name === undefined && !keepsView(state))
      pane.openInstead("thread", threadId);
  });
  useEffect(() => open(), [key, threadId]);
}
