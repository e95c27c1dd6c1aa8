import { translated } from "../language";

/** How long ago something was. `day`: the day it was, when hours are no longer counted. */
export type Age =
  | { unit: "now" }
  | { unit: "minutes" | "hours"; count: number }
  | { unit: "day"; day: string };

const UNITS = { minutes: "min", hours: "h" };

export const time = translated("time", {
  today: "Today",
  yesterday: "Yesterday",
  tomorrow: "Tomorrow",
  /** The short form for a narrow place: "now", "12 min", "Wed". */
  short: (age: Age) =>
    age.unit === "now" ? "now" : age.unit === "day" ? age.day : `${age.count} ${UNITS[age.unit]}`,
  /** Inside of a sentence: "just now", "12 min ago", "on Wed". */
  ago: (age: Age) =>
    age.unit === "now"
      ? "just now"
      : age.unit === "day"
        ? `on ${age.day}`
        : `${age.count} ${UNITS[age.unit]} ago`,
});
