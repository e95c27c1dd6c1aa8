import { expect, test } from "vitest";
import { dayName, dueName, shortAgo } from "./time";

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
