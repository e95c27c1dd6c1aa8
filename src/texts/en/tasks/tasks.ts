import { translated } from "../../language";
import { plural } from "../english";

export const tasks = translated("tasks", {
  statuses: { todo: "To do", in_progress: "In progress", done: "Done" },
  categories: { urgent: "Urgent", important: "Important", routine: "Routine" },
  /** What is said of a task that nobody has. */
  unassigned: "Unassigned",
  wholeWorkspace: "Whole workspace",
  assigneeIs: (name: string) => `Assignee: ${name}`,
  assigneeIsNobody: "Assignee: unassigned",
  channelIs: (name: string) => `Channel: ${name}`,
  channelIsAnother: "Channel: another channel",
  groups: { overdue: "Overdue", today: "Today", upcoming: "Upcoming", noDate: "No date" },
  setTo: (status: string) => `Set to ${status.toLowerCase()}`,
  isSetTo: (task: string, status: string, next: string) =>
    `${task} is ${status.toLowerCase()}. Set to ${next.toLowerCase()}`,
  removeTag: (tag: string) => `Remove tag ${tag}`,
  overdue: "Overdue",
  dueOn: (day: string) => `Due ${day}`,
  wasDueOn: (day: string) => `Overdue, due ${day}`,
  blocked: "Blocked",
  blockedBy: (reason: string) => `Blocked: ${reason}`,
  waitsFor: (count: number) =>
    plural(count, { one: "Waits for # open task", other: "Waits for # open tasks" }),
  openTask: (task: string, status: string, title: string) => `Open task ${task}, ${status}: ${title}`,
  files: (count: number) => plural(count, { one: "# file", other: "# files" }),
  status: "Status",
  assignee: "Assignee",
  channel: "Channel",
  due: "Due",
  tags: "Tags",
  title: "Title",
  description: "Description",
  category: "Category",
  createTask: "Create task",
  addATag: "Add a tag",
  anotherChannel: "Another channel",
  open: "Open task",
  inColumn: "Create a task in",
});
