import { expect, test } from "vitest";
import { daysBetween, fromDateInput, toDateInput } from "./time";

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
