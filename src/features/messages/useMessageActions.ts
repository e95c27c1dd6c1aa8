import { useState } from "react";
import { useReadActions } from "@/features/channels";
import { useMe, useMyId, usePeople } from "@/features/users";
import { copyText } from "@/lib/copyText";
import { reportRefusal } from "@/platform/reportRefusal";
import { toast } from "@/ui/floating/toast";
import type { Id } from "@convex/_generated/dataModel";
import type { CreateTask, FeedMessage } from "./feed";
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
  onCreateTask?: CreateTask;
};

/** What is said and undone around a change of a message. */
function useMessageCommands(place: Place, myId: string) {
  const people = usePeople();
  const mutations = useMessageMutations(place);
  const readable = (message: FeedMessage) => fromWire(message.text, (id) => people.get(id)?.name);

  async function remove(id: Id<"messages">) {
    const isDone = await reportRefusal(mutations.remove(id));
    if (isDone) toast.undo("Message deleted", () => void reportRefusal(mutations.restore(id)));
  }

  async function copy(message: FeedMessage) {
    if (await copyText(readable(message))) toast.tell("Text copied");
    else toast.error("The browser does not let us copy. Select the text instead.");
  }

  function react({ id, reactions }: FeedMessage, emoji: string) {
    const isOn = !reactions.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(myId));
    if (id) void reportRefusal(mutations.react(id, emoji, isOn));
  }

  return {
    readable,
    remove,
    copy,
    react,
    edit: (id: Id<"messages">, text: string) => reportRefusal(mutations.edit(id, text)),
  };
}

/** Everything one can do to the messages of a list, and which one is being edited. */
export function useMessageActions({ place, canWrite, onOpenThread, onCreateTask }: Options) {
  const me = useMe();
  const myId = useMyId();
  const [editingKey, setEditingKey] = useState<string>();
  const { readable, remove, copy, react, edit } = useMessageCommands(place, myId);
  const { markUnread } = useReadActions();
  const { retry, discard } = useSendMessage(place);

  const actions: MessageActions = {
    myId,
    isAdmin: me?.role === "admin",
    react: canWrite ? react : undefined,
    openThread: onOpenThread && (({ id }) => id && onOpenThread(id)),
    createTask:
      canWrite && onCreateTask ? (message) => onCreateTask(readable(message), message.id) : undefined,
    startEdit: (message) => setEditingKey(message.key),
    stopEdit: () => setEditingKey(undefined),
    saveEdit: ({ id }, text) => {
      setEditingKey(undefined);
      if (id) void edit(id, text);
    },
    remove: ({ id }) => id && void remove(id),
    copy: (message) => void copy(message),
    markUnread:
      canWrite && !place.threadId
        ? ({ id }) => id && void reportRefusal(markUnread(place.channelId, id))
        : undefined,
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
