import { number } from "../../format";
import { translated } from "../../language";

/** Tasks as bars over time. */
export const timeline = translated("timeline", {
  chart: "Timeline",
  zoom: "Zoom",
  zooms: { weeks: "Weeks", months: "Months" },
  earlier: "Earlier",
  later: "Later",
  task: "Task",
  bar: (task: string, title: string, start: string, due: string) => `${task} ${title}, ${start} to ${due}`,
  barOfDay: (task: string, title: string, day: string) => `${task} ${title}, ${day}`,
  /** Behind what the bar says. */
  withKeys: (bar: string) => `${bar}. Arrows move it, Shift with arrows its end, Alt and Shift its start`,
  /** From the first day to the last. */
  span: (from: string, until: string) => `${from} – ${until}`,
  moved: (task: string, start: string, due: string) => `${task} goes from ${start} to ${due}`,
  movedToDay: (task: string, day: string) => `${task} is on ${day}`,
  none: "Nothing is planned for this time. Drag a task without a date here.",
  noneToDrag: "Nothing is planned for this time.",
  noMatches: "Nothing planned for this time matches the filter.",
  cut: (shown: number) =>
    `Only the first ${number(shown)} tasks of this time are shown. Look at fewer weeks.`,
  waits: "Waits for a task that isn’t done",
  undated: "No date",
  noneUndated: "Every open task has a due date.",
  putOnToday: (task: string) => `Make ${task} due today`,
});
