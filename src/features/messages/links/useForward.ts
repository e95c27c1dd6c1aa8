import type { Id } from "@convex/_generated/dataModel";
import { useChannelActions, type ChannelId } from "@/features/channels";
import { newId } from "@/lib/newId";
import { useOutbox } from "@/platform/OutboxContext";
import { createMessage } from "../messageMutations";

/** A channel or a person to whom something is forwarded. */
export type ForwardTo = { channelId: ChannelId } | { userId: Id<"users"> };

/** Sends a text somewhere else: to a person by the conversation with them, which is opened first. */
export function useForward(): (to: ForwardTo, text: string) => Promise<void> {
  const outbox = useOutbox();
  const { openDirect } = useChannelActions();
  return async (to, text) => {
    const channelId = "channelId" in to ? to.channelId : await openDirect([to.userId]);
    const id = newId();
    const args = { channelId, clientId: id, text };
    // What is refused stays in its channel as a message that was not sent.
    outbox.add({ id, name: createMessage.name, args, createdAt: Date.now() }).catch(() => undefined);
  };
}
