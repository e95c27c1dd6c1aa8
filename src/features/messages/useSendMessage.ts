import type { Id } from "@convex/_generated/dataModel";
import { newId } from "@/lib/newId";
import { useOutbox } from "@/platform/OutboxContext";
import { createMessage } from "./messageMutations";

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };

/** Sends, retries and discards; what is sent shows at once, and what was refused stays in its place. */
export function useSendMessage(place: Place) {
  const outbox = useOutbox();
  return {
    send: (text: string) => {
      const id = newId();
      const args = { ...place, clientId: id, text };
      outbox.add({ id, name: createMessage.name, args, createdAt: Date.now() }).catch(() => undefined);
    },
    retry: (clientId: string) => outbox.retry(clientId),
    discard: (clientId: string) => outbox.remove(clientId),
  };
}
