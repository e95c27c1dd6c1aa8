import {
  Bookmark,
  CircleHelp,
  Copy,
  CornerUpLeft,
  Forward,
  Link2,
  ListTodo,
  MailOpen,
  Pencil,
  Pin,
  Plus,
  Quote,
  SquareCheck,
  Timer,
  Trash2,
  type LucideIcon,
} from "lucide-react";
import { isCombo, isMac, type KeyLike } from "@/lib/keys";
import { texts } from "@/texts";
import type { Choose } from "../choosing/chosen";
import type { FeedMessage, TaskTools } from "../feed";

/** What can be done with a message. An absent one is not possible here. */
export type MessageActions = {
  myId: string;
  /** Admins may delete what others wrote. */
  isAdmin: boolean;
  react: ((message: FeedMessage, emoji: string) => void) | undefined;
  /** Shows a calendar of the place. */
  jumpToDate: (() => void) | undefined;
  openThread: ((message: FeedMessage) => void) | undefined;
  /** Of several messages: one. */
  createTask: ((messages: readonly FeedMessage[]) => void) | undefined;
  /** The same in a column that is asked for. */
  createIn: TaskTools["createIn"] | undefined;
  openTask: TaskTools["open"] | undefined;
  TaskChip: TaskTools["Chip"] | undefined;
  startEdit: (message: FeedMessage) => void;
  stopEdit: () => void;
  saveEdit: (message: FeedMessage, text: string) => void;
  /** Asks first, where somebody else wrote one. */
  remove: (messages: readonly FeedMessage[]) => void;
  restore: (message: FeedMessage) => void;
  /** Takes what a link leads to off it. */
  removePreview: (message: FeedMessage, url: string) => void;
  copy: (messages: readonly FeedMessage[]) => void;
  copyLink: (message: FeedMessage) => void;
  /** Puts it into the composer. */
  quote: ((message: FeedMessage) => void) | undefined;
  forward: (messages: readonly FeedMessage[]) => void;
  /** For something with several. */
  choose: Choose;
  isSaved: (message: FeedMessage) => boolean;
  toggleSaved: (message: FeedMessage) => void;
  remind: (message: FeedMessage) => void;
  togglePin: ((message: FeedMessage) => void) | undefined;
  /** Puts its address among the bookmarks of the channel. */
  bookmark: ((message: FeedMessage) => void) | undefined;
  markUnread: ((message: FeedMessage) => void) | undefined;
  /** Says why one hears of it, or does not. */
  explain: (message: FeedMessage) => void;
  retry: (message: FeedMessage) => void;
  discard: (message: FeedMessage) => void;
};

export const QUICK_EMOJI = ["👍", "❤️", "🎉", "👀"] as const;

type MessageCommand = { icon: LucideIcon; keys: string; isDanger?: boolean };

/** What can be done with a message, by the key that does it. */
export const MESSAGE_COMMANDS = {
  thread: { icon: CornerUpLeft, keys: "T" },
  task: { icon: ListTodo, keys: "K" },
  column: { icon: ListTodo, keys: "Shift+K" },
  edit: { icon: Pencil, keys: "E" },
  copy: { icon: Copy, keys: "C" },
  link: { icon: Link2, keys: "L" },
  quote: { icon: Quote, keys: "Q" },
  forward: { icon: Forward, keys: "F" },
  save: { icon: Bookmark, keys: "S" },
  remind: { icon: Timer, keys: "R" },
  select: { icon: SquareCheck, keys: "X" },
  pin: { icon: Pin, keys: "P" },
  bookmark: { icon: Plus, keys: "A" },
  unread: { icon: MailOpen, keys: "U" },
  why: { icon: CircleHelp, keys: "Y" },
  remove: { icon: Trash2, keys: "Delete", isDanger: true },
} as const satisfies Record<string, MessageCommand>;

type CommandName = keyof typeof MESSAGE_COMMANDS;

export const COMMAND_NAMES = Object.keys(MESSAGE_COMMANDS) as CommandName[];

export type ActionItem = MessageCommand & { label: string; run: () => void };

export const actionItem = (
  name: CommandName,
  run: () => void,
  label = texts.messages.commands[name],
): ActionItem => ({
  ...MESSAGE_COMMANDS[name],
  label,
  run,
});

/** The menu of one message, in the order it is shown; the same on hover, by key and on long press. */
export function menuOf(message: FeedMessage, actions: MessageActions): ActionItem[] {
  const { openThread, quote, togglePin, bookmark, markUnread, createIn } = actions;
  const { id, taskId } = message;
  const { commands } = texts.messages;
  if (message.isDeleted)
    return openThread ? [actionItem("thread", () => openThread(message), texts.messages.openThread)] : [];
  const items: (ActionItem | undefined | false)[] = [
    openThread && actionItem("thread", () => openThread(message)),
    taskActionOf(message, actions),
    id && !taskId && createIn && actionItem("column", () => createIn(id)),
    isMine(message, actions) && !message.line && actionItem("edit", () => actions.startEdit(message)),
    actionItem("copy", () => actions.copy([message])),
    actionItem("link", () => actions.copyLink(message)),
    quote && actionItem("quote", () => quote(message)),
    actionItem("forward", () => actions.forward([message])),
    actionItem(
      "save",
      () => actions.toggleSaved(message),
      actions.isSaved(message) ? texts.messages.unsave : commands.save,
    ),
    actionItem("remind", () => actions.remind(message)),
    actionItem("select", () => actions.choose(message)),
    togglePin &&
      actionItem("pin", () => togglePin(message), message.pinnedBy ? texts.messages.unpin : commands.pin),
    bookmark && actionItem("bookmark", () => bookmark(message)),
    markUnread && actionItem("unread", () => markUnread(message)),
    actionItem("why", () => actions.explain(message)),
    mayRemove(message, actions) && actionItem("remove", () => actions.remove([message])),
  ];
  return items.filter((entry) => !!entry);
}

const isMine = ({ authorId }: FeedMessage, { myId }: MessageActions) => authorId === myId;

export const mayRemove = (message: FeedMessage, actions: MessageActions): boolean =>
  isMine(message, actions) || actions.isAdmin;

/** Makes the one task of a message, or opens it once it is there. */
export function taskActionOf(
  { taskId, ...message }: FeedMessage,
  actions: MessageActions,
): ActionItem | undefined {
  const { createTask, openTask } = actions;
  if (taskId) return openTask && actionItem("task", () => openTask(taskId), texts.tasks.open);
  return createTask && actionItem("task", () => createTask([{ taskId, ...message }]));
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
