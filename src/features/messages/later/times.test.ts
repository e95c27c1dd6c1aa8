import { describe, expect, test } from "vitest";
import { fromTimeInput, hourThere, remindTimes, sendTimes, toTimeInput, typedTime } from "./times";

describe("a full hour where somebody is", () => {
  test.each([
    {
      it: "tomorrow in Tokyo",
      at: "2026-11-30T09:00:00Z",
      days: 1,
      zone: "Asia/Tokyo",
      is: "2026-12-01T00:00:00Z",
    },
    {
      it: "where it is still yesterday",
      at: "2026-11-30T03:00:00Z",
      days: 1,
      zone: "America/New_York",
      is: "2026-11-30T14:00:00Z",
    },
    {
      it: "over the end of summer time",
      at: "2026-10-24T12:00:00Z",
      days: 1,
      zone: "Europe/Vienna",
      is: "2026-10-25T08:00:00Z",
    },
    {
      it: "over its beginning",
      at: "2026-03-28T12:00:00Z",
      days: 1,
      zone: "Europe/Vienna",
      is: "2026-03-29T07:00:00Z",
    },
    {
      it: "over the end of a year",
      at: "2026-12-31T12:00:00Z",
      days: 1,
      zone: "Asia/Kolkata",
      is: "2027-01-01T03:30:00Z",
    },
  ])("$it", ({ at, days, zone, is }) =>
    expect(new Date(hourThere(Date.parse(at), days, 9, zone)).toISOString().replace(".000", "")).toBe(is),
  );
});

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();

test("twenty minutes, an hour, tomorrow and next Monday are offered, and Monday once on a Sunday", () => {
  const now = at(30, 10);
  const monday = new Date(2026, 11, 7, 9).getTime();
  expect(remindTimes(now)).toEqual([
    { name: "inTwenty", at: now + 1_200_000 },
    { name: "inAnHour", at: now + 3_600_000 },
    { name: "tomorrow", at: new Date(2026, 11, 1, 9).getTime() },
    { name: "monday", at: monday },
  ]);
  expect(remindTimes(at(29, 10)).map(({ name }) => name)).toEqual(["inTwenty", "inAnHour", "tomorrow"]);
});

test("the morning of the reader is offered where it is another than mine", () => {
  const mine = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const other = mine === "Asia/Tokyo" ? "America/New_York" : "Asia/Tokyo";
  const names = (zone: string | null) => sendTimes(at(25, 10), zone).map(({ name }) => name);
  expect(names(other)).toEqual(["tomorrow", "monday", "theirTomorrow"]);
  for (const none of [mine, null]) expect(names(none)).toEqual(["tomorrow", "monday"]);
});

test("a field for a time keeps it to the minute, and what is no time is none", () => {
  expect(fromTimeInput(toTimeInput(at(30, 10)))).toBe(at(30, 10));
  for (const none of ["", "soon", "2026-13-45T99:99"]) expect(fromTimeInput(none)).toBeUndefined();
});

test.each([
  ["20 min", 20],
  ["in 20 minutes", 20],
  ["me in 2h", 120],
  ["1 day", 1440],
])("typed as %j it is in %i minutes", (typed, minutes) => expect(typedTime(typed, 0)).toBe(minutes * 60_000));

test("tomorrow and Monday are mornings, and other words are no time", () => {
  const now = at(25, 10);
  expect(typedTime("tomorrow", now)).toBe(at(26, 9));
  expect(typedTime("on Monday", now)).toBe(at(30, 9));
  for (const none of ["", "soon", "20", "min", "99999 min"]) expect(typedTime(none, now)).toBeUndefined();
});
