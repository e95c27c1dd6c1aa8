import { api } from "@convex/_generated/api";
import { useQueries } from "convex/react";
import { useMemo } from "react";
import type { ChannelDetails } from "@/features/channels";
import type { SavedMessage } from "../message";

export type LinkedMessage = { message: SavedMessage; channel: ChannelDetails };

/**
 * The message that a link leads to, with its channel; nothing while they load, for those who may not read it, and once it is
 * deleted.
 */
export function useLinkedMessage(channelId: string, messageId: string): LinkedMessage | undefined {
  // What goes into the hook must be the same object while nothing is different.
  const queries = useMemo(
    () => ({
      message: { query: api.messages.get, args: { messageId } },
      channel: { query: api.channels.get, args: { channelId } },
    }),
    [channelId, messageId],
  );
  const { message, channel } = useQueries(queries);
  if (!message || !channel || message instanceof Error || channel instanceof Error) return undefined;
  const found = message as SavedMessage;
  const isThere = found.deletedAt === undefined && found.channelId === channelId;
  return isThere ? { message: found, channel: channel as ChannelDetails } : undefined;
}
