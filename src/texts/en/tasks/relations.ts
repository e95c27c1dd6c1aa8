import { translated } from "../../language";
import { list } from "../english";
import { time, type Age } from "../time";

/** What tasks are to each other, and who waits for whom. */
export const relations = translated("relations", {
  relations: "Relations",
  /** Before the other tasks. */
  ways: {
    blockedBy: "Blocked by",
    blocks: "Blocks",
    relatesTo: "Related to",
    duplicates: "Duplicate of",
    duplicatedBy: "Duplicated by",
  },
  /** What is to be chosen. */
  choose: {
    blockedBy: "Blocked by…",
    blocks: "Blocks…",
    relatesTo: "Related to…",
    duplicates: "Duplicate of…",
    duplicatedBy: "Duplicated by…",
  },
  add: "Add a relation",
  remove: (task: string) => `Remove the relation to ${task}`,
  removed: (task: string) => `Relation to ${task} removed`,
  how: "Kind of relation",
  search: "Find a task",
  tasks: "Tasks",
  hint: "Type a number or words of a title",
  /** Beside what people wrote that it is blocked by. */
  by: (tasks: readonly string[]) => `By ${list(tasks)}`,
  isBlockedBy: (tasks: readonly string[]) => `Blocked by ${list(tasks)}. Say what else it’s blocked by`,
  /** Who waits for whom. */
  show: "Show",
  sides: { forMe: "Others wait for you", forOthers: "You wait for others" },
  between: { forMe: "Waits for it:", forOthers: "Waits for:" },
  since: (age: Age) =>
    age.unit === "now" ? "just now" : age.unit === "day" ? `since ${age.day}` : `for ${time.short(age)}`,
  loadingWaiting: "Loading who waits for whom…",
  nobodyWaits: "Nobody waits",
  nobodyWaitsWhy: "When a task of yours is blocked by somebody else’s, or theirs by yours, it appears here.",
});
