import { translated } from "../../language";
import { list, plural } from "../english";

const ORDINALS: Record<number, string> = { 1: "first", 2: "second", 3: "third", 4: "fourth", [-1]: "last" };

/** "1st", "2nd", "31st". */
function ordinal(day: number): string {
  const isTeen = day > 10 && day < 14;
  return `${day}${(!isTeen && { 1: "st", 2: "nd", 3: "rd" }[day % 10]) || "th"}`;
}

type Unit = "day" | "week" | "month" | "year";

/** How a task comes again. Names of days and dates are handed over as they are written. */
export const repeats = translated("repeats", {
  repeats: "Repeats",
  never: "Never",
  is: (text: string) => `Repeats: ${text}`,
  every: (unit: Unit, count: number) =>
    ({
      day: plural(count, { one: "Every day", other: "Every # days" }),
      week: plural(count, { one: "Every week", other: "Every # weeks" }),
      month: plural(count, { one: "Every month", other: "Every # months" }),
      year: plural(count, { one: "Every year", other: "Every # years" }),
    })[unit],
  weekdays: "Every weekday",
  afterDone: (unit: Unit, count: number) =>
    ({
      day: plural(count, { one: "# day after it’s done", other: "# days after it’s done" }),
      week: plural(count, { one: "# week after it’s done", other: "# weeks after it’s done" }),
      month: plural(count, { one: "# month after it’s done", other: "# months after it’s done" }),
      year: plural(count, { one: "# year after it’s done", other: "# years after it’s done" }),
    })[unit],
  onDays: (text: string, days: readonly string[]) => `${text} on ${list(days)}`,
  onDay: (text: string, day: number) => `${text} on the ${ordinal(day)}`,
  onNth: (text: string, week: number, day: string) => `${text} on the ${ORDINALS[week] ?? ""} ${day}`,
  onDate: (text: string, date: string) => `${text} on ${date}`,
  until: (text: string, date: string) => `${text} until ${date}`,
  times: (text: string, count: number) =>
    `${text}, ${plural(count, { one: "# more time", other: "# more times" })}`,
  next: (day: string) => `next: ${day}`,
  custom: "Custom…",
  title: (task: string) => `When ${task} repeats`,
  everyLabel: "Every",
  units: { day: "days", week: "weeks", month: "months", year: "years" },
  unit: "Unit",
  weekdaysLabel: "On",
  monthDay: (day: number) => `On the ${ordinal(day)}`,
  monthNth: (week: number, day: string) => `On the ${ORDINALS[week] ?? ""} ${day}`,
  which: "Day of the month",
  counted: "Counted from the day it’s done",
  ends: "Ends",
  endings: { never: "Never", until: "On a day", times: "After" },
  lastDay: "Last day",
  timesLabel: "More times",
  about: "The next card is made when this one is done, or when its day comes.",
  aboutAfter: "The next card is made when this one is done.",
});
