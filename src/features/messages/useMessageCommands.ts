import type { Id } from "@convex/_generated/dataModel";
import { retryImport } from "@/lib/retryImport";
import { useDurable } from "@/platform/OutboxContext";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import type { FeedMessage } from "./feed";
import {
  addReaction,
  editMessage,
  removeLinkPreview,
  removeMessage,
  removeReaction,
  restoreLinkPreview,
  restoreMessage,
} from "./messageMutations";
import { forgetRemoved, noteRemoved } from "./removed";

const loadChoices = retryImport(() => import("./choosing/choices"));

type Place = { threadId?: Id<"messages"> };

/** The changes of a message, with their toasts and their undo. */
export function useMessageCommands({ threadId }: Place, myId: string) {
  const edit = useDurable(editMessage);
  const remove = useDurable(removeMessage);
  const restore = useDurable(restoreMessage);
  const add = useDurable(addReaction);
  const takeBack = useDurable(removeReaction);
  const removePreview = useDurable(removeLinkPreview);
  const restorePreview = useDurable(restoreLinkPreview);

  async function removeOne(message: FeedMessage) {
    const { id } = message;
    if (!id) return;
    // Its place is kept before the server takes it away.
    noteRemoved({ message, threadId });
    if (!(await reportRefusal(remove({ messageId: id })))) forgetRemoved(id);
  }

  async function bringBack({ id }: FeedMessage) {
    if (id && (await reportRefusal(restore({ messageId: id })))) forgetRemoved(id);
  }

  return {
    bringBack,
    remove: async (messages: readonly FeedMessage[]) => {
      for (const message of messages) void removeOne(message);
      if (messages.length === 1) return;
      const { tellRemoved } = await loadChoices();
      tellRemoved(messages.length, () => {
        for (const message of messages) void bringBack(message);
      });
    },
    removePreview: async ({ id }: FeedMessage, url: string) => {
      const link = id && { messageId: id, url };
      if (!link || !(await reportRefusal(removePreview(link)))) return;
      toast.undoHere(texts.messages.previewRemoved, () => void reportRefusal(restorePreview(link)));
    },
    react: ({ id, reactions }: FeedMessage, emoji: string) => {
      const isOn = !reactions.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(myId));
      if (id) void reportRefusal((isOn ? add : takeBack)({ messageId: id, emoji }));
    },
    edit: (id: Id<"messages">, text: string) => reportRefusal(edit({ messageId: id, text })),
  };
}
