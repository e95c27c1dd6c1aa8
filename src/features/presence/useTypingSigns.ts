import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { SIGNAL_RENEWED_MS } from "@convex/shared/time";
import { useConvex, useMutation } from "convex/react";
import { useRef } from "react";

/** A channel, or a thread of it. */
export type Conversation = { channelId: Id<"channels">; threadId?: Id<"messages"> };

/** Tells others that I am typing there, now and then while I do. That I have stopped the message says that is sent. */
export function useTypingSigns(conversation: Conversation | undefined) {
  const client = useConvex();
  const tell = useMutation(api.presence.type);
  const toldAt = useRef(0);
  return {
    type: () => {
      const isDue = Date.now() - toldAt.current >= SIGNAL_RENEWED_MS;
      if (!conversation || !isDue || !client.connectionState().isWebSocketConnected) return;
      toldAt.current = Date.now();
      // In a large channel nobody is told. What could not be told is told with the next letters.
      tell(conversation).then(
        (isTold) => {
          if (!isTold) toldAt.current = Infinity;
        },
        () => undefined,
      );
    },
    /** A message was sent: the next letters begin another. */
    stop: () => {
      if (toldAt.current !== Infinity) toldAt.current = 0;
    },
  };
}
