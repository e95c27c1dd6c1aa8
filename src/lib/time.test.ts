import { expect, test } from "vitest";
import { dayName, daysBetween, dueName, fromDateInput, shortAgo, toDateInput } from "./time";

const now = new Date(2026, 10, 21, 15, 30).getTime(); // a Saturday
const at = (day: number, hour = 12) => new Date(2026, 10, day, hour).getTime();

test.each([
  [at(21, 1), "Today"],
  [at(20, 23), "Yesterday"],
  [at(18), "Wednesday"],
  [at(14), "Nov 14"],
  [new Date(2025, 10, 20).getTime(), "Nov 20, 2025"],
])("a day is named as people name it: %s is %s", (day, name) => {
  expect(dayName(day, now)).toBe(name);
});

test.each([
  [now - 20_000, "now"],
  [now - 12 * 60_000, "12 min"],
  [now - 3 * 3_600_000, "3 h"],
  [at(18), "Wed"],
])("a moment ago is short: %s is %s", (moment, text) => {
  expect(shortAgo(moment, now)).toBe(text);
});

test.each([
  [Date.UTC(2026, 10, 20), "Yesterday"],
  [Date.UTC(2026, 10, 21), "Today"],
  [Date.UTC(2026, 10, 21, 23), "Today"],
  [Date.UTC(2026, 10, 22), "Tomorrow"],
  [Date.UTC(2026, 10, 25), "Wed"],
])("a due day says how near it is: %s is %s", (day, text) => {
  expect(dueName(day, now)).toBe(text);
});

test("a due day goes into a date input and comes back as the same day", () => {
  const day = Date.UTC(2026, 10, 21);
  expect(toDateInput(day)).toBe("2026-11-21");
  expect(fromDateInput("2026-11-21")).toBe(day);
  expect(fromDateInput("")).toBeUndefined();
});

test("days are counted by the calendar, whatever their length", () => {
  for (let day = 1; day < 360; day++) {
    expect(daysBetween(new Date(2026, 0, day, 23).getTime(), new Date(2026, 0, day + 1, 1).getTime())).toBe(
      1,
    );
  }
});
