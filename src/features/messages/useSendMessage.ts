import type { Id } from "@convex/_generated/dataModel";
import { newId } from "@/lib/newId";
import { useUploads } from "@/features/files";
import { useOutbox } from "@/platform/OutboxContext";
import { createMessage } from "./messageMutations";

/** A line that begins with a box. */
const MAY_BE_TASK = /^\s*\[ ?\] /m;

type Choices = {
  /** Of a reply, whether the channel sees it as well. */
  alsoInChannel?: boolean | undefined;
  /** Whether it rings whom it is for in spite of pauses and quiet hours. */
  isUrgent?: boolean | undefined;
  /** Whether it is a task too. One with a line that begins with a box is, in any case. */
  isTask?: boolean | undefined;
};
type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };

/** Sends, retries and discards; what is sent shows at once, and what was refused stays in its place. */
export function useSendMessage(place: Place) {
  const outbox = useOutbox();
  const uploads = useUploads();
  return {
    /**
     * @param from  the composer whose files go with it
     */
    send: (text: string, from: string, { alsoInChannel, isUrgent, isTask }: Choices = {}) => {
      const id = newId();
      const files = uploads.move(from, id);
      const chosen = { ...(alsoInChannel && { alsoInChannel }), ...(isUrgent && { isUrgent }) };
      const kept = (isTask ?? MAY_BE_TASK.test(text)) && {
        asTask: { isAll: !!isTask, at: Date.now() },
      };
      const args = {
        ...place,
        clientId: id,
        text,
        ...chosen,
        ...kept,
        ...(files.length > 0 && { uploads: files }),
      };
      outbox.add({ id, name: createMessage.name, args, createdAt: Date.now() }).catch(() => undefined);
    },
    retry: (clientId: string) => outbox.retry(clientId),
    discard: (clientId: string) => {
      outbox.remove(clientId);
      for (const { id, place } of uploads.items.get()) if (place === clientId) uploads.remove(id);
    },
  };
}
