import type { Id } from "@convex/_generated/dataModel";
import { usePeople } from "@/features/users";
import { copyText } from "@/lib/copyText";
import { useDurable } from "@/platform/OutboxContext";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import type { FeedMessage } from "./feed";
import { fromWire } from "./mentions";
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

type Place = { threadId?: Id<"messages"> };

/** The changes of a message, with their toasts and their undo. */
export function useMessageCommands({ threadId }: Place, myId: string) {
  const people = usePeople();
  const edit = useDurable(editMessage);
  const remove = useDurable(removeMessage);
  const restore = useDurable(restoreMessage);
  const add = useDurable(addReaction);
  const takeBack = useDurable(removeReaction);
  const removePreview = useDurable(removeLinkPreview);
  const restorePreview = useDurable(restoreLinkPreview);
  const readable = (message: FeedMessage) => fromWire(message.text, (id) => people.get(id)?.name).text;

  async function bringBack({ id }: FeedMessage) {
    if (id && (await reportRefusal(restore({ messageId: id })))) forgetRemoved(id);
  }

  async function copy(message: FeedMessage) {
    if (await copyText(readable(message))) toast.tell(texts.messages.textCopied);
    else toast.error(texts.messages.copyBlocked);
  }

  return {
    readable,
    copy,
    bringBack,
    remove: async (message: FeedMessage) => {
      const { id } = message;
      if (!id) return;
      // Its place is kept before the server takes it away.
      noteRemoved({ message, threadId });
      if (!(await reportRefusal(remove({ messageId: id })))) forgetRemoved(id);
    },
    removePreview: async ({ id }: FeedMessage, url: string) => {
      const link = id && { messageId: id, url };
      if (!link || !(await reportRefusal(removePreview(link)))) return;
      toast.undo(texts.messages.previewRemoved, () => void reportRefusal(restorePreview(link)));
    },
    react: ({ id, reactions }: FeedMessage, emoji: string) => {
      const isOn = !reactions.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(myId));
      if (id) void reportRefusal((isOn ? add : takeBack)({ messageId: id, emoji }));
    },
    edit: (id: Id<"messages">, text: string) => reportRefusal(edit({ messageId: id, text })),
  };
}
