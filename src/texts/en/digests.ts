import { translated } from "../language";

export const digests = translated("digests", {
  inThread: (channel: string) => `${channel}, in a thread`,
  unreadCount: (count: string) => `${count} unread`,
  loadingYourDay: "Loading your day…",
  nothingWhy: "Tasks that are due and messages you haven’t read appear here, and in your daily email.",
  nothing: "You’re all caught up",
  due: "Due",
  newForYou: "New for you",
  dueAndUnassigned: "Due and unassigned",
  mentions: "You were mentioned",
  unread: "Unread",
});
