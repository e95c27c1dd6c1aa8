import { number } from "../../format";
import { translated } from "../../language";
import { plural } from "../english";

type Kind = "done" | "moved" | "blocked" | "ageing";

const kinds: Record<Kind, string> = { done: "Done", moved: "Moved", blocked: "Blocked", ageing: "Ageing" };

export const reports = translated("reports", {
  kinds,
  meanings: {
    done: "Finished that week",
    moved: "Changed column that week, and not done",
    blocked: "Blocked now",
    ageing: "In progress for more than a week now",
  } satisfies Record<Kind, string>,
  /** Above the tasks of a kind. */
  titles: { ...kinds, ageing: "In progress for more than a week" },
  tally: (kind: Kind, count: number) => `${number(count)} ${kinds[kind].toLowerCase()}`,
  days: [
    { short: "Mon", long: "Monday" },
    { short: "Tue", long: "Tuesday" },
    { short: "Wed", long: "Wednesday" },
    { short: "Thu", long: "Thursday" },
    { short: "Fri", long: "Friday" },
    { short: "Sat", long: "Saturday" },
    { short: "Sun", long: "Sunday" },
  ],
  andMore: (count: number) => plural(count, { other: "and # more" }),
  blockedBy: (reason: string) => `Blocked by: ${reason}`,
  otherPeople: "Others",
  nothingWhy:
    "Tasks in your channels that were done, moved, blocked or got stuck appear here, and in an email on Mondays.",
  nothingThisWeek: "Nothing yet this week",
  nothingLastWeek: "Nothing happened last week",
  report: "Report",
  loadingTheReport: "Loading the report…",
  isCut: "At least (some tasks were not counted)",
  doneEachDay: "Done each day",
  byChannel: "By channel",
  byPerson: "By person",
  boards: "Boards",
  /** What was done on a board, and in a week on average before. */
  boardDone: (count: number, usual: number, isLeast: boolean) =>
    `${isLeast ? "at least " : ""}${number(count)} done (${number(Number(usual.toFixed(1)))} a week before)`,
  boardHalf: (time: string) => `half take ${time} at most`,
});
