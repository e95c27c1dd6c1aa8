import { translated } from "../language";
import { plural } from "./english";

/** What stands around every page: navigation, the side pane, the connection. */
export const shell = translated("shell", {
  connection: "Connection",
  states: { offline: "You’re offline.", reconnecting: "Reconnecting…", back: "Back online." },
  waiting: (count: number) =>
    plural(count, {
      one: "# change will be sent when you’re back.",
      other: "# changes will be sent when you’re back.",
    }),
  userMenu: (name: string) => `${name}, your menu`,
  /** Read aloud behind the number of tasks that others made mine. */
  newTasks: "new",
  panes: { task: "Task", thread: "Thread", details: "Channel details" },
  /** What a pane says whose thing is gone, or hidden from this person. */
  gone: {
    task: {
      title: "This task isn’t here",
      text: "It was deleted, or it is in a channel that you can’t see.",
    },
    thread: { title: "This thread isn’t here", text: "The message it belongs to was deleted." },
    details: { title: "This channel isn’t here", text: "Your access to it has ended." },
    channel: {
      title: "You can’t see this",
      text: "It is private, or it is gone.",
    },
    thing: {
      title: "This isn’t here any more",
      text: "It was deleted, or you no longer have access to it.",
    },
  },
  /** Below the screen that is shown when nothing else can be. */
  lastResort: (problem: string) => `${problem} Your messages, tasks and drafts are safe.`,
  waitingForServer: "Waiting for the server. This page will continue by itself.",
  signOutQuestion: "Sign out and delete drafts here?",
  draftsWillGo:
    "You have text that you haven’t sent or saved. Signing out deletes it from this browser; drafts of messages that are on your other devices stay there.",
  skipToContent: "Skip to content",
  refused: "You can’t open this workspace",
  workspace: "Workspace",
  foldSidebar: "Fold the sidebar",
  unfoldSidebar: "Unfold the sidebar",
  jumpTo: "Jump to…",
  addAChannel: "Add a channel",
  sections: "Sections",
  chats: "Chats",
  tasks: "Tasks",
  you: "You",
  paneFailed: "Couldn’t load this",
  toChannels: "Go to your channels",
  taskCreated: "Task created",
  noFiles: "Files can’t be sent yet. Share a link to the file instead.",
  pageFailed: "Couldn’t load this page",
  notFoundWhy: "This page doesn’t exist, or you don’t have access to it.",
  notFound: "Page not found",
});
