import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/time";
import { barOf, changesTo, datesOf, dayAt, scaleOf, shifted, ticksOf, widthOf, xOf } from "./scale";

const day = (month: number, of: number) => Date.UTC(2026, month - 1, of);
const text = (at: number) => new Date(at).toISOString().slice(0, 10);
const weeks = scaleOf({ year: 2026, month: 10 }, "weeks", 1);
const months = scaleOf({ year: 2026, month: 10 }, "months", 1);

test("weeks begin with that of the month, months with the month; all days of a time have the same width", () => {
  expect([text(weeks.from), text(weeks.until), ticksOf(weeks).length]).toEqual([
    "2026-10-26",
    "2027-01-25",
    13,
  ]);
  expect([text(months.from), text(months.until)]).toEqual(["2026-11-01", "2027-11-01"]);
  expect(ticksOf(months).map(text).slice(0, 3)).toEqual(["2026-11-01", "2026-12-01", "2027-01-01"]);
  expect(widthOf(months)).toBe(365 * months.dayPx);
  const one = day(12, 24);
  for (const scale of [weeks, months]) expect(dayAt(scale, xOf(scale, one) + scale.dayPx - 1)).toBe(one);
  expect([dayAt(weeks, -50), dayAt(weeks, 1e6)]).toEqual([weeks.from, weeks.until - DAY_MS]);
});

test("a bar is moved as a whole, and its ends do not go beyond each other", () => {
  const dates = { start: day(12, 2), due: day(12, 4) };
  expect(shifted(dates, "bar", -1)).toEqual({ start: day(12, 1), due: day(12, 3) });
  expect(shifted(dates, "due", 3)).toEqual({ start: day(12, 2), due: day(12, 7) });
  expect(shifted(dates, "due", -9)).toEqual({ start: day(12, 2), due: day(12, 2) });
  expect(shifted(dates, "start", 9)).toEqual({ start: day(12, 4), due: day(12, 4) });
  const point = { start: undefined, due: day(12, 4) };
  expect(shifted(point, "bar", 1)).toEqual({ start: undefined, due: day(12, 5) });
  expect(shifted(point, "start", -2)).toEqual({ start: day(12, 2), due: day(12, 4) });
  expect(shifted(point, "due", 2)).toEqual({ start: day(12, 4), due: day(12, 6) });
});

test("only what is different is changed, and a time on the due day stays", () => {
  const task = { startDate: day(12, 2) + 7, dueDate: day(12, 4) + 9 };
  expect(datesOf(task)).toEqual({ start: day(12, 2), due: day(12, 4) });
  expect(changesTo(task, datesOf(task))).toEqual({});
  expect(changesTo(task, shifted(datesOf(task), "due", 1))).toEqual({ dueDate: day(12, 5) });
  expect(changesTo(task, shifted(datesOf(task), "bar", 1))).toEqual({
    startDate: day(12, 3),
    dueDate: day(12, 5),
  });
  const timed = { dueDate: day(12, 4), dueAt: new Date(2026, 11, 4, 15).getTime() };
  expect(changesTo(timed, shifted(datesOf(timed), "bar", 1))).toEqual({
    dueDate: day(12, 5),
    dueAt: new Date(2026, 11, 5, 15).getTime(),
  });
});

test("of a bar that goes beyond the time only what lies in it is shown", () => {
  const far = barOf(weeks, { start: day(1, 1), due: day(12, 31) + 365 * DAY_MS });
  expect(far).toEqual({ x: 0, width: widthOf(weeks), isFromBefore: true, isBeyond: true });
  const inside = barOf(weeks, { start: undefined, due: weeks.from + DAY_MS });
  expect(inside).toEqual({ x: weeks.dayPx, width: weeks.dayPx, isFromBefore: false, isBeyond: false });
});
