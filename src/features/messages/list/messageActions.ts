import { Copy, CornerUpLeft, ListTodo, MailOpen, Pencil, Trash2, type LucideIcon } from "lucide-react";
import type { FeedMessage } from "../feed";

/** What can be done with a message. An absent one is not possible here. */
export type MessageActions = {
  myId: string;
  /** Admins may delete what others wrote. */
  isAdmin: boolean;
  react: ((message: FeedMessage, emoji: string) => void) | undefined;
  openThread: ((message: FeedMessage) => void) | undefined;
  createTask: ((message: FeedMessage) => void) | undefined;
  startEdit: (message: FeedMessage) => void;
  stopEdit: () => void;
  saveEdit: (message: FeedMessage, text: string) => void;
  remove: (message: FeedMessage) => void;
  copy: (message: FeedMessage) => void;
  markUnread: ((message: FeedMessage) => void) | undefined;
  retry: (message: FeedMessage) => void;
  discard: (message: FeedMessage) => void;
};

export const QUICK_EMOJI = ["👍", "❤️", "🎉", "👀"] as const;

export type ActionItem = {
  label: string;
  icon: LucideIcon;
  keys?: string;
  isDanger?: boolean;
  run: () => void;
};

/** The menu of one message, in the order it is shown; the same on hover, by key and on long press. */
export function menuOf(message: FeedMessage, actions: MessageActions): ActionItem[] {
  const { openThread, createTask, markUnread } = actions;
  if (message.isDeleted)
    return openThread
      ? [{ label: "Open thread", icon: CornerUpLeft, keys: "T", run: () => openThread(message) }]
      : [];
  const isMine = message.authorId === actions.myId;
  const items: (ActionItem | undefined | false)[] = [
    openThread && { label: "Reply in thread", icon: CornerUpLeft, keys: "T", run: () => openThread(message) },
    createTask && { label: "Create a task", icon: ListTodo, keys: "K", run: () => createTask(message) },
    isMine && { label: "Edit", icon: Pencil, keys: "E", run: () => actions.startEdit(message) },
    { label: "Copy text", icon: Copy, keys: "C", run: () => actions.copy(message) },
    markUnread && {
      label: "Mark unread from here",
      icon: MailOpen,
      keys: "U",
      run: () => markUnread(message),
    },
    (isMine || actions.isAdmin) && {
      label: "Delete",
      icon: Trash2,
      keys: "Del",
      isDanger: true,
      run: () => actions.remove(message),
    },
  ];
  return items.filter((item) => !!item);
}

/** The action of a key pressed on a focused message. */
export function actionOfKey(
  key: string,
  message: FeedMessage,
  actions: MessageActions,
): ActionItem | undefined {
  const name = key === "Delete" || key === "Backspace" ? "Del" : key.toUpperCase();
  return menuOf(message, actions).find((item) => item.keys === name);
}
