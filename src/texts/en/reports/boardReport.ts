import { number } from "../../format";
import { translated } from "../../language";
import { plural } from "../english";

/** "5 min", "3 h", "2.5 days". */
function duration(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes === 0) return number(0);
  if (minutes < 59.5) return plural(Math.round(minutes), { other: "# min" });
  if (minutes < 23.5 * 60) return plural(Math.round(minutes / 60), { other: "# h" });
  const days = minutes / 1_440;
  return plural(Number(days.toFixed(days < 9.95 ? 1 : 0)), { one: "# day", other: "# days" });
}

/** How work flows on a board. */
export const boardReport = translated("boardReport", {
  report: "Report",
  open: "Board report",
  toBoard: "Board",
  copyLink: "Copy a link to this report",
  loading: "Loading the report…",
  period: "Period",
  weeks: (count: number) => plural(count, { one: "# week", other: "# weeks" }),
  duration,
  none: "Nothing to report yet",
  noneWhy:
    "Once cards are on this board, you see here how many each column holds day by day, how many are done each week, how long they take, and which ones are stuck.",
  perWeek: "Done per week",
  perWeekAbout: "On average, of the weeks of this period that are over",
  cycle: "Cycle time",
  cycleAbout: "From the first time in progress to done",
  lead: "Lead time",
  leadAbout: "From made to done",
  half: (time: string) => `Half within ${time}`,
  most: (time: string) => `85% within ${time}`,
  /** Below a time that half of some tasks did not pass. */
  halfAndMost: (most: string) => `for half of them, ${most} for 85%`,
  openNow: "In progress now",
  unknown: "–",
  /** Above the chart of columns over time. */
  flow: "Cards by column",
  doneSince: (column: string) => `${column} (new)`,
  day: "Day",
  now: "Now",
  today: "Today",
  ofColumn: (column: string, count: number) => `${column} ${number(count)}`,
  flowBegins: (day: string) => `Counted since ${day}.`,
  flowNone:
    "Cards are counted once a day. From tomorrow on, this chart shows how they move through the columns.",
  table: "Show the numbers",
  task: "Task",
  doneOn: "Done",
  took: "Took",
  point: (task: string, title: string, time: string) => `${task} ${title}: ${time}`,
  cycleNone: "Tasks that were in progress and are done appear here.",
  withoutStart: (count: number) =>
    plural(count, {
      one: "# more task was done, and is not known to have been in progress.",
      other: "# more tasks were done, and are not known to have been in progress.",
    }),
  cut: (count: number, day: string) =>
    `Only the last ${number(count)} tasks that were done are counted, back to ${day}.`,
  throughput: "Done each week",
  week: "Week",
  weekOf: (day: string) => `Week of ${day}`,
  average: (value: number) => `${number(Number(value.toFixed(1)))} on average`,
  notCounted: "Not counted",
  soFar: "This week so far",
  ageing: "Ageing",
  ageingAbout: "Time in progress, the longest first, beside what finished tasks took",
  ageingNone: "Nothing is in progress",
  ageingCut: (count: number) => plural(count, { other: "Only # cards are shown." }),
  pastHalf: "Longer than half",
  pastMost: "Longer than 85%",
});
