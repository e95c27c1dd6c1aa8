import { translated } from "../../language";
import { plural } from "../english";

export const taskPane = translated("taskPane", {
  discussion: "Discussion",
  /** What was done to it and said of it, by time. */
  activity: "Activity",
  details: "Details",
  partsOf: "Parts of the task",
  comment: "Comment",
  noDiscussion: "No comments yet",
  noDiscussionWhy: (place: string) => `Comments on the task are a thread in ${place}, too.`,
  earlier: "Earlier:",
  earlierIn: (place: string, comments: number) =>
    `${place} (${plural(comments, { one: "# comment", other: "# comments" })})`,
  /** Of what one follows. */
  newComments: (count: number) => plural(count, { one: "# new comment", other: "# new comments" }),
  blockedSince: (time: string) => `Blocked since ${time}`,
  editDescription: "Edit description",
  /** Who made the task and when; when it was done. */
  made: (name: string, ago: string, doneAgo: string | undefined) =>
    doneAgo === undefined ? `Created by ${name} ${ago}` : `Created by ${name} ${ago}, done ${doneAgo}`,
  sources: "Made from",
  moreSources: (count: number) => plural(count, { one: "# more message", other: "# more messages" }),
  wasDeleted: (task: string) => `${task} deleted`,
  statusIs: (status: string) => `Status: ${status}`,
  notBlocked: "No",
  taskActions: "Task actions",
  deleteTask: "Delete task",
  loadingTheTask: "Loading the task…",
  dueDate: "Due date",
  dueTime: "Due time",
  remind: "Remind me",
  reminder: "Reminder",
  noReminder: "No reminder",
  reminderIs: (name: string) => `Reminder: ${name}`,
  reminders: { 0: "At the time", 10: "10 minutes before", 60: "1 hour before", 1440: "1 day before" },
  removeDueDate: "Remove due date",
  watch: "Watch",
  unwatch: "Stop watching",
  startDate: "Start date",
  removeStartDate: "Remove start date",
  openChannel: "Open channel",
  markBlocked: "Blocked: no. Mark as blocked",
  reason: "What it’s blocked by",
  reasonHint: "What is it blocked by?",
  addDescription: "Add a description…",
  descriptionHint: "Markdown works here",
  isOutdated: "Someone else has changed this description meanwhile. Saving joins both.",
  conflict: "You and someone else changed the same lines. This is their text:",
  keepBoth: "Keep both",
  replaceWithMine: "Replace with mine",
  discardMine: "Discard mine",
});
