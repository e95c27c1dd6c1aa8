import { Copy, CornerUpLeft, ListTodo, MailOpen, Pencil, Trash2, type LucideIcon } from "lucide-react";
import { isCombo, isMac, type KeyLike } from "@/lib/keys";
import type { FeedMessage, TaskTools } from "../feed";

/** What can be done with a message. An absent one is not possible here. */
export type MessageActions = {
  myId: string;
  /** Admins may delete what others wrote. */
  isAdmin: boolean;
  react: ((message: FeedMessage, emoji: string) => void) | undefined;
  openThread: ((message: FeedMessage) => void) | undefined;
  createTask: ((message: FeedMessage) => void) | undefined;
  openTask: TaskTools["open"] | undefined;
  TaskChip: TaskTools["Chip"] | undefined;
  startEdit: (message: FeedMessage) => void;
  stopEdit: () => void;
  saveEdit: (message: FeedMessage, text: string) => void;
  /** Asks first, where somebody else wrote it. */
  remove: (message: FeedMessage) => void;
  restore: (message: FeedMessage) => void;
  copy: (message: FeedMessage) => void;
  markUnread: ((message: FeedMessage) => void) | undefined;
  retry: (message: FeedMessage) => void;
  discard: (message: FeedMessage) => void;
};

export const QUICK_EMOJI = ["👍", "❤️", "🎉", "👀"] as const;

type MessageCommand = { label: string; icon: LucideIcon; keys: string; isDanger?: boolean };

/** What can be done with a message, by the key that does it. */
export const MESSAGE_COMMANDS = {
  thread: { label: "Reply in thread", icon: CornerUpLeft, keys: "T" },
  task: { label: "Create a task", icon: ListTodo, keys: "K" },
  edit: { label: "Edit", icon: Pencil, keys: "E" },
  copy: { label: "Copy text", icon: Copy, keys: "C" },
  unread: { label: "Mark unread from here", icon: MailOpen, keys: "U" },
  remove: { label: "Delete", icon: Trash2, keys: "Delete", isDanger: true },
} as const satisfies Record<string, MessageCommand>;

export type ActionItem = MessageCommand & { run: () => void };

/** The menu of one message, in the order it is shown; the same on hover, by key and on long press. */
export function menuOf(message: FeedMessage, actions: MessageActions): ActionItem[] {
  const { openThread, markUnread } = actions;
  const { thread, edit, copy, unread, remove } = MESSAGE_COMMANDS;
  if (message.isDeleted)
    return openThread ? [{ ...thread, label: "Open thread", run: () => openThread(message) }] : [];
  const isMine = message.authorId === actions.myId;
  const items: (ActionItem | undefined | false)[] = [
    openThread && { ...thread, run: () => openThread(message) },
    taskActionOf(message, actions),
    isMine && { ...edit, run: () => actions.startEdit(message) },
    { ...copy, run: () => actions.copy(message) },
    markUnread && { ...unread, run: () => markUnread(message) },
    (isMine || actions.isAdmin) && { ...remove, run: () => actions.remove(message) },
  ];
  return items.filter((item) => !!item);
}

/** Makes the one task of a message, or opens it once it is there. */
export function taskActionOf(
  { taskId, ...message }: FeedMessage,
  actions: MessageActions,
): ActionItem | undefined {
  const { createTask, openTask } = actions;
  const { task } = MESSAGE_COMMANDS;
  if (taskId) return openTask && { ...task, label: "Open task", run: () => openTask(taskId) };
  return createTask && { ...task, run: () => createTask({ taskId, ...message }) };
}

/** The action of a key pressed on a focused message. A Mac's delete key is Backspace. */
export function actionOfKey(
  event: KeyLike,
  message: FeedMessage,
  actions: MessageActions,
): ActionItem | undefined {
  const pressed = isMac && event.key === "Backspace" ? { ...event, key: "Delete" } : event;
  return menuOf(message, actions).find(({ keys }) => isCombo(pressed, keys));
}
