import { translated } from "../../language";
import { isolated, number } from "../../format";
import { plural } from "../english";
import type { Age } from "../time";
import { users } from "../people/users";

export const messages = translated("messages", {
  messagesIn: (place: string) => `Messages in ${place}`,
  /** The composer of a place. */
  messageTo: (place: string) => `Message ${place}`,
  /** Above a channel whose first unread message is far up; `most`: there are at least so many. */
  unread: (count: number, most: number, since: string | undefined) => {
    const messages =
      count >= most
        ? `${number(most - 1)}+ new messages`
        : plural(count, { one: "# new message", other: "# new messages" });
    return since === undefined ? messages : `${messages} since ${since}`;
  },
  sinceDay: (day: string, time: string) => `${day}, ${time}`,
  newMessages: (count: number) => plural(count, { one: "# new message", other: "# new messages" }),
  formats: {
    bold: "Bold",
    italic: "Italic",
    code: "Code",
    strike: "Strikethrough",
    list: "Bulleted list",
    numbered: "Numbered list",
    quote: "Quote",
    codeBlock: "Code block",
    link: "Link",
  },
  calls: {
    note: { channel: "everyone in this channel", here: "everyone who is here now" },
    title: (call: "channel" | "here" | "group", others: number | undefined) => {
      const whom = others === undefined ? "everyone" : plural(others, { one: "# person", other: "# people" });
      return call === "here" ? `Notify those of ${whom} who are here?` : `Notify ${whom}?`;
    },
    about: {
      channel: "Everyone in this channel is notified, as far as they want to be.",
      here: "Everyone in this channel who is active now is notified, as far as they want to be.",
      group: "Everyone in the groups you mention who can read this is notified, as far as they want to be.",
    },
    mayNot: "Only owners can notify everyone here",
    mayNotWhy: "Your message can be sent, but it notifies no one by @channel or @here.",
    mayNotGroup: "Only owners can notify a large group here",
    mayNotGroupWhy: "Your message can be sent, but it notifies no one in the large groups it mentions.",
    send: "Notify and send",
    sendAnyway: "Send without notifying",
  },
  moreFormats: "More formatting",
  channelsFound: (count: number) => plural(count, { one: "# channel", other: "# channels" }),
  tasks: "Tasks",
  tasksFound: (count: number) => plural(count, { one: "# task", other: "# tasks" }),
  keys: {
    send: "Send",
    newLine: "New line",
    editLast: "Edit your last message (in an empty field)",
    mention: "Mention someone",
    leave: "Leave the field, to use single keys",
  },
  /** What can be done with a message. */
  commands: {
    thread: "Reply in thread",
    task: "Create a task",
    column: "Create a task in…",
    edit: "Edit",
    copy: "Copy text",
    link: "Copy link",
    quote: "Quote",
    forward: "Forward",
    save: "Save for later",
    remind: "Remind me",
    select: "Select",
    pin: "Pin",
    bookmark: "Add to channel bookmarks",
    unread: "Mark unread from here",
    why: "Why do I hear of this?",
    remove: "Delete",
  },
  unsave: "Remove from saved",
  unpin: "Unpin",
  isUrgent: "Urgent",
  isAutomatic: "Automation",
  savedForLater: "Saved for later",
  pinnedBy: (name: string) => `Pinned by ${name}`,
  openThread: "Open thread",
  /** People, groups, and all of a channel together. */
  namesFound: (count: number) => plural(count, { one: "# match", other: "# matches" }),
  groupNote: (name: string, count: number) =>
    `${isolated(name)}, ${plural(count, { one: "# person", other: "# people" })}`,
  /** People who are mentioned and not there. `channel`: its name; none for a conversation. */
  outsiders: (names: readonly string[], channel: string | undefined, canRead: boolean) => {
    const place = channel === undefined ? "this conversation" : `#${channel}`;
    const end = canRead ? "may miss this" : "won’t see this";
    return `${users.names(names)} ${names.length === 1 ? "isn’t" : "aren’t"} in ${place} and ${end}.`;
  },
  unsavedEdit: "Unsaved edit",
  notSent: (problem: string) => `Not sent. ${problem}`,
  reacted: (names: readonly string[], emoji: string) => `${users.names(names, 8)} reacted with ${emoji}`,
  reactionCount: (emoji: string, count: number, who: string) => `${emoji} ${number(count)}, ${who}`,
  reactWith: (emoji: string) => `React with ${emoji}`,
  lastReply: (age: Age) => {
    if (age.unit === "now") return "Last reply just now";
    if (age.unit === "day") return `Last reply ${age.day}`;
    return `Last reply ${age.count} ${age.unit === "hours" ? "h" : "min"} ago`;
  },
  replies: (count: number) => plural(count, { one: "# reply", other: "# replies" }),
  noReplies: "No replies yet",
  byAt: (name: string, time: string) => `${name}, ${time}`,
  /** Read aloud. */
  saidBy: (name: string, text: string) => `${name}: ${text}`,
  toFirstUnread: "Jump to first unread",
  markAsRead: "Mark as read",
  formatting: "Formatting",
  commandList: "Commands",
  commandsFound: (count: number) => plural(count, { one: "# command", other: "# commands" }),
  addAnEmoji: "Add an emoji",
  showLess: "Show less",
  youDeleted: "You deleted this message.",
  wasDeleted: "This message was deleted.",
  linkedWasDeleted: "The message that this link leads to was deleted. This is where it was.",
  continue: "Continue",
  waiting: "Will be sent when you're back online",
  retry: "Retry",
  reactions: "Reactions",
  addAReaction: "Add a reaction",
  editMessage: "Edit message",
  latest: "Latest",
  linkPreviews: "Link previews",
  removePreview: (site: string) => `Remove the preview of ${site}`,
  previewRemoved: "Preview removed",
  monthBefore: "Previous month",
  monthAfter: "Next month",
  /** A day between messages, which leads to others. */
  dayToOthers: (day: string) => `${day}, jump to a date`,
  loadingMessages: "Loading messages…",
  new: "New",
  unreadLine: "New messages",
  message: "Message",
  moreReactions: "More reactions",
  messageActions: "Message actions",
  moreActions: "More actions",
  searchEmoji: "Search emoji",
  emoji: "Emoji",
  emojiFound: (count: number) => plural(count, { one: "# emoji", other: "# emoji" }),
  threadReplies: "Replies",
  reply: "Reply",
  textCopied: "Text copied",
  copyBlocked: "Your browser blocked copying. Select the text and copy it instead.",
});
