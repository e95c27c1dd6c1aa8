/** What a task may say of itself, apart from what every page knows of tasks. */

/** What a person says of how soon a task is to be done, first things first. A category is a guess; this is never set by itself. */
export const TASK_PRIORITIES = ["urgent", "high", "normal", "low"] as const;
export type TaskPriority = (typeof TASK_PRIORITIES)[number];

/** Minutes before a due time at which one may be told of it. */
export const DUE_REMINDERS = [0, 10, 60, 1440] as const;

/** Colours of labels, by name: what they look like is the browser's. */
export const LABEL_COLOURS = [
  "grey",
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "indigo",
  "purple",
  "pink",
] as const;
export type LabelColour = (typeof LABEL_COLOURS)[number];

/** By what tags are the same: "Docs" and "docs" are one, "C" and "C++" are two. */
export const tagKey = (tag: string): string => tag.toLowerCase();
