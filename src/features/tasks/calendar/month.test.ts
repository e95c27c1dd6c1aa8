import { expect, test } from "vitest";
import { daysOf, monthFrom, monthText, readMonth, weeksOf } from "./month";

const text = (day: number) => new Date(day).toISOString().slice(0, 10);

test.each([
  ["a month that begins with the week", { year: 2027, month: 1 }, 1, ["2027-02-01", "2027-02-22"]],
  ["one that begins before", { year: 2026, month: 10 }, 1, ["2026-10-26", "2026-11-30"]],
  ["weeks that begin on Sunday", { year: 2026, month: 10 }, 0, ["2026-11-01", "2026-11-29"]],
  ["a leap day", { year: 2028, month: 1 }, 1, ["2028-01-31", "2028-02-28"]],
])("the weeks of %s", (_name, month, first, [from, to]) => {
  const weeks = weeksOf(month, first);
  expect([text(weeks[0]!), text(weeks.at(-1)!)]).toEqual([from, to]);
  expect(weeks.flatMap(daysOf).map(text)).toContain(`${monthText(month)}-28`);
});

test("months follow each other over the year, and only months are read", () => {
  expect(monthText(monthFrom({ year: 2026, month: 11 }, 1))).toBe("2027-01");
  expect(monthText(monthFrom({ year: 2026, month: 0 }, -1))).toBe("2025-12");
  expect(readMonth("2026-11")).toEqual({ year: 2026, month: 10 });
  expect(["2026-13", "2026-00", "26-01", null, "1969-12"].map(readMonth)).toEqual(Array(5).fill(undefined));
});
