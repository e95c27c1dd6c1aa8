import type { Id } from "@convex/_generated/dataModel";
import { useState } from "react";
import { useReadActions } from "@/features/channels";
import { useMe, useMyId } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { copyLink } from "@/ui/floating/copyLink";
import { useChosen } from "./choosing/useChosen";
import type { FeedMessage, TaskTools } from "./feed";
import type { MessageActions } from "./list/messageActions";
import { askForBookmark, askWhen } from "./later/asking";
import { linkOf } from "./links/link";
import { useSharing } from "./links/useSharing";
import { useExplaining } from "./useExplaining";
import { useMarks } from "./useMarks";
import { useRemoval } from "./list/useRemoval";
import { useMessageCommands } from "./useMessageCommands";
import { useSendMessage } from "./useSendMessage";

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };
type Options = {
  place: Place;
  messages: readonly FeedMessage[];
  /** Members act; whoever only looks in can copy and open threads. */
  canAct: boolean;
  /** Whether what is quoted can be sent here. */
  canWrite: boolean;
  onOpenThread?: (messageId: Id<"messages">) => void;
  onJumpToDate?: () => void;
  tasks?: TaskTools;
};

/** The last message of somebody that can be changed; it may be on its way. */
const lastOwn = (messages: readonly FeedMessage[], myId: string) =>
  messages.findLast((one) => one.authorId === myId && !one.isDeleted && !one.line);

type Edit = (id: Id<"messages">, text: string) => Promise<boolean>;

/** Which message is being edited. */
function useEditing(edit: Edit, messages: readonly FeedMessage[], myId: string) {
  const [editingKey, setEditingKey] = useState<string>();
  async function save({ id, key }: FeedMessage, text: string) {
    setEditingKey(undefined);
    // What was refused is a draft again; the field opens where nothing else is being edited.
    if (id && !(await edit(id, text))) setEditingKey((now) => now ?? key);
  }
  return {
    editingKey,
    /** For ↑ in an empty composer. */
    editLast: () => {
      const last = lastOwn(messages, myId);
      if (last?.id) setEditingKey(last.key);
    },
    // The same with every list of messages.
    editing: {
      startEdit: (message: FeedMessage) => setEditingKey(message.key),
      stopEdit: () => setEditingKey(undefined),
      saveEdit: (message: FeedMessage, text: string) => void save(message, text),
    },
  };
}

/** A reply that was sent to the channel too leads to its thread. */
function inThread({ id, fromThreadId }: FeedMessage, open: (threadId: Id<"messages">) => void): void {
  const threadId = fromThreadId ?? id;
  if (threadId) open(threadId);
}

const idsOf = (messages: readonly FeedMessage[]) => messages.flatMap(({ id }) => id ?? []);

/** Everything one can do to the messages of a list, which one is being edited, and which one is about to be deleted. */
export function useMessageActions(options: Options) {
  const { place, messages, canAct, canWrite, onOpenThread, onJumpToDate, tasks } = options;
  const myId = useMyId();
  const { bringBack, remove, removePreview, react, edit } = useMessageCommands(place, myId);
  const { editingKey, editLast, editing } = useEditing(edit, messages, myId);
  const { removal, ask } = useRemoval(myId, remove);
  const { copy, quote, forward, forwarding } = useSharing(place);
  const { markUnread } = useReadActions();
  const { choose, ...choosing } = useChosen(messages);
  const marks = useMarks(place.channelId, canAct);
  const { retry, discard } = useSendMessage(place);
  const { explain, why } = useExplaining();
  const unsee = ({ id }: FeedMessage) => id && void reportRefusal(markUnread(place.channelId, id));

  const actions: MessageActions = {
    myId,
    isAdmin: useMe()?.role === "admin",
    react: canAct ? react : undefined,
    jumpToDate: onJumpToDate,
    openThread: onOpenThread && ((message) => inThread(message, onOpenThread)),
    createTask: canAct && tasks ? (some) => tasks.create(idsOf(some)) : undefined,
    createIn: canAct ? tasks?.createIn : undefined,
    openTask: tasks?.open,
    TaskChip: tasks?.Chip,
    ...editing,
    remove: ask,
    restore: (message) => void bringBack(message),
    removePreview: (message, url) => void removePreview(message, url),
    copy: (some) => void copy(some),
    copyLink: (message) => void copyLink(linkOf(message)),
    quote: canWrite ? (message) => void quote(message) : undefined,
    forward,
    choose,
    remind: ({ id }) => id && askWhen({ kind: "remind", messageId: id }),
    ...marks,
    bookmark: canWrite && !place.threadId ? askForBookmark : undefined,
    explain,
    markUnread: canAct && !place.threadId ? unsee : undefined,
    retry: ({ clientId }) => clientId && retry(clientId),
    discard: ({ clientId }) => clientId && discard(clientId),
  };

  return {
    list: { actions, editingKey, chosen: choosing.chosen },
    asked: { choosing, removal, forwarding },
    editLast,
    why,
  };
}
