import { useState } from "react";
import { useReadActions } from "@/features/channels";
import { useMe, usePeople } from "@/features/users";
import { copyText } from "@/lib/copyText";
import { tell } from "@/platform/tell";
import { toast } from "@/ui/toast";
import type { Id } from "@convex/_generated/dataModel";
import type { FeedMessage } from "./feed";
import type { MessageActions } from "./list/messageActions";
import { fromWire } from "./mentions";
import { useSendMessage } from "./OutboxContext";
import { useMessageMutations } from "./useMessageMutations";

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };
type Options = {
  place: Place;
  /** Members write; whoever only looks in can copy and open threads. */
  canWrite: boolean;
  onOpenThread?: (messageId: Id<"messages">) => void;
  onCreateTask?: (text: string) => void;
};

/** Everything one can do to the messages of a list, and which one is being edited. */
export function useMessageActions({ place, canWrite, onOpenThread, onCreateTask }: Options) {
  const me = useMe();
  const people = usePeople();
  const [editingKey, setEditingKey] = useState<string>();
  const mutations = useMessageMutations(place);
  const { markUnread } = useReadActions();
  const { retry, discard } = useSendMessage(place);
  const myId = me?._id ?? "";
  const readable = (message: FeedMessage) => fromWire(message.text, (id) => people.get(id)?.name);

  async function remove(id: Id<"messages">) {
    const isDone = await tell(mutations.remove(id));
    if (isDone) toast.undo("Message deleted", () => void tell(mutations.restore(id)));
  }

  async function copy(message: FeedMessage) {
    if (await copyText(readable(message))) toast.tell("Text copied");
    else toast.error("The browser does not let us copy. Select the text instead.");
  }

  function react(message: FeedMessage, emoji: string) {
    const isOn = !message.reactions.some(
      (reaction) => reaction.emoji === emoji && reaction.userIds.includes(myId),
    );
    if (message.id) void tell(mutations.react(message.id, emoji, isOn));
  }

  const actions: MessageActions = {
    myId,
    isAdmin: me?.role === "admin",
    react: canWrite ? react : undefined,
    openThread: onOpenThread && (({ id }) => id && onOpenThread(id)),
    createTask: canWrite && onCreateTask ? (message) => onCreateTask(readable(message)) : undefined,
    startEdit: (message) => setEditingKey(message.key),
    stopEdit: () => setEditingKey(undefined),
    saveEdit: ({ id }, text) => {
      setEditingKey(undefined);
      if (id) void tell(mutations.edit(id, text));
    },
    remove: ({ id }) => id && void remove(id),
    copy: (message) => void copy(message),
    markUnread:
      canWrite && !place.threadId ? ({ id }) => id && void tell(markUnread(place.channelId, id)) : undefined,
    retry: ({ clientId }) => clientId && retry(clientId),
    discard: ({ clientId }) => clientId && discard(clientId),
  };

  /** The last message I may still change, for ↑ in an empty composer. */
  function editLast(messages: readonly FeedMessage[]) {
    const last = messages.findLast(
      (message) => message.authorId === myId && message.id && !message.isDeleted,
    );
    if (last) setEditingKey(last.key);
  }

  return { actions, editingKey, editLast };
}
