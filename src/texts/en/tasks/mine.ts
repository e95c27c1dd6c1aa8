import { translated } from "../../language";

/** A person's own lists of tasks. */
export const mine = translated("mine", {
  views: {
    assigned: "Assigned",
    watched: "Watched",
    created: "Created",
    later: "Later",
    waiting: "Waiting",
  },
  loading: "Loading your tasks…",
  none: {
    assigned: "No open tasks",
    watched: "Nothing watched",
    created: "No open tasks of yours",
    later: "Nothing put off",
  },
  noneWhy: {
    assigned: "Tasks assigned to you, and those you help with, appear here, by due date.",
    watched: "Open tasks that you watch appear here, by due date.",
    created: "Open tasks that you made appear here, by due date.",
    later: "A task that you show from a later day waits here until then. Only you see that.",
  },
  noneIn: {
    overdue: "Nothing overdue",
    today: "Nothing due today",
    upcoming: "Nothing upcoming",
    noDate: "Nothing without a date",
  },
  actionsFor: (task: string) => `Actions for ${task}`,
  due: "Due",
  showFrom: "Show from",
  monday: "Next Monday",
  otherDay: "Another day…",
  noDate: "No date",
  chooseDue: (task: string) => `When is ${task} due?`,
  chooseShowFrom: (task: string) => `From when do you want to see ${task}?`,
  onlyYou: "Until then it’s under Later. Only you see that.",
  day: "Day",
  /** Where a task is dropped that is dragged. */
  dropLater: "Later, from a day you choose",
  moved: (task: string, group: string) => `Moved ${task} to ${group}`,
  shownFrom: (day: string) => `From ${day}`,
  deferred: (task: string, day: string) => `${task} is under Later until ${day}`,
  showNow: "Show now",
  showTaskNow: (task: string) => `Show ${task} now`,
  isShown: (task: string) => `${task} is in your lists again`,
});
