import { isolated, number } from "../format";
import { translated } from "../language";
import { list, plural } from "./english";
import { users } from "./people/users";

/** What concerns a person: the inbox, and why they hear of something. */
export const notices = translated("notices", {
  /** Kinds in the inbox, and what else it can be narrowed to. */
  shown: {
    unread: "Unread",
    all: "All",
    mention: "Mentions",
    reply: "Threads",
    reaction: "Reactions",
    assignment: "Tasks",
    membership: "Channels",
    request: "Requests",
    reminder: "Reminders",
    keyword: "Keywords",
    everyone: "To everyone",
    group: "Groups",
    waiting: "Waiting",
    unblocked: "Unblocked",
    refused: "Automations",
  },
  show: "Show",
  notices: "Notices",
  loading: "Loading what concerns you…",
  /** One row. `place`: the channel, or none. */
  mention: (name: string) => `${name} mentioned you`,
  reply: (name: string, more: number) =>
    more > 0
      ? `${name} replied in a thread, with ${plural(more, { one: "# more new reply", other: "# more new replies" })}`
      : `${name} replied in a thread`,
  group: (name: string) => `${name} mentioned a group of yours`,
  everyone: (name: string) => `${name} called everyone`,
  keyword: (name: string) => `${name} used a keyword of yours`,
  reaction: (names: readonly string[]) => `${users.names(names)} reacted to your message`,
  assignment: (name: string, task: string) => `${name} assigned ${task} to you`,
  taskChange: (name: string, task: string, changes: readonly string[]) =>
    `${name} changed the ${list(changes)} of ${task}`,
  taskDeleted: (name: string, task: string) => `${name} deleted ${task}`,
  waiting: (name: string, other: string, task: string) => `${name}: ${other} waits for ${task}`,
  /** `left`: how many others it still waits for. */
  unblocked: (other: string, isDeleted: boolean, task: string, left: number) =>
    `${other} ${isDeleted ? "was deleted" : "is done"}: ${task} ${
      left === 0 ? "can go on" : plural(left, { one: "waits for # more", other: "waits for # more" })
    }`,
  changes: { status: "status", dueDate: "due date", title: "title", deletedAt: "deleted" },
  membership: (name: string) => `${name} added you to this channel`,
  request: (name: string) => `${name} asks to be let into this channel`,
  reminder: "You wanted to come back to this",
  /** `name`: who set it off, where somebody else did. */
  refused: (name: string | undefined) =>
    name === undefined
      ? "An automation of yours didn’t run"
      : `An automation of yours didn’t run for ${name}`,
  refusal: (when: string, why: string) => `${when}: ${why}`,
  inChannel: (name: string) => `#${name}`,
  inConversation: "Direct message",
  unread: "unread",
  isDone: "done",
  snoozedUntil: (time: string) => `Snoozed until ${time}`,
  done: "Done",
  notDone: "Not done",
  markUnread: "Mark unread",
  markRead: "Mark read",
  snooze: "Snooze",
  more: "More",
  allDone: "All done",
  /** Of more than have been loaded. */
  someDone: (count: number) => `These ${number(count)} done`,
  wereDone: (count: number) => plural(count, { one: "Marked done", other: "# marked done" }),
  snoozed: (time: string) => `Snoozed until ${time}`,
  times: { hour: "In an hour", evening: "In three hours", tomorrow: "Tomorrow morning", week: "Next week" },
  nothingUnread: "Nothing waits for you",
  nothingUnreadWhy: "Mentions, replies, reactions and changes of tasks you have or watch come here.",
  nothing: "Nothing here yet",
  showAll: "Show all",
  keys: "In the inbox",
  byKey: {
    next: "Next",
    previous: "Previous",
    done: "Done",
    snooze: "Snooze",
    markUnread: "Read or unread",
    open: "Open",
  },
  /** Why. */
  why: "Why?",
  whyTold: "Why you hear of this",
  whyNot: "Why you don’t hear of this",
  loadingWhy: "Looking it up…",
  inGroup: (handle: string) => `It mentions you because you’re in ${isolated(`@${handle}`)}.`,
  rules: {
    outsider: "You can’t read the channel it is in.",
    own: "You wrote it. Nobody is told of their own words.",
    deleted: "It was deleted.",
    mention: "It mentions you.",
    reply: "It is a reply in a thread that you follow.",
    everyone: "It calls everyone in its channel.",
    group: "It mentions a group of yours.",
    keyword: "It has a keyword of yours.",
    unfollowed: "It is a reply in a thread that you stopped following.",
    notFollowing: "It is a reply in a thread that you don’t follow, and doesn’t mention you.",
    message: "It doesn’t mention you. It only counts as unread in its channel.",
  },
  reasons: {
    author: "You follow the thread because it began with your message.",
    reply: "You follow the thread because you replied in it.",
    mention: "You follow the thread because it mentions you.",
    task: "You follow the thread because it is about a task of yours.",
    choice: "You chose to follow the thread.",
  },
  isRead: "You have read up to it, so it is not unread.",
  isUnread: "You have not read up to it, so it is unread.",
  notMember: "You are not in its channel.",
  /** Of what is no message. */
  because: {
    reaction: "You wrote the message, and somebody reacted to it.",
    assignment: "The task is assigned to you or you watch it, and somebody else changed that or the task.",
    membership: "Somebody else added you to the channel.",
    request: "You are in the channel, so you can let people in.",
    reminder: "You asked to be reminded of it at that time.",
    waiting: "Somebody said that a task waits for yours.",
    unblocked: "A task of yours waited for this one.",
    refused: "You made or last changed the automation. You hear of it once a day at most.",
  },
});
