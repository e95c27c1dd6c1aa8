import { expect, test } from "vitest";
import { localDay, nextHour, startOfDay } from "./zones";
import { HOUR_MS } from "../../shared/time";

const ZONES =
  `Pacific/Kiritimati Pacific/Apia Pacific/Auckland Pacific/Chatham Australia/Lord_Howe Australia/Sydney Australia/Adelaide
   Australia/Eucla Asia/Tokyo Asia/Shanghai Asia/Yangon Asia/Dhaka Asia/Kathmandu Asia/Kolkata
   Asia/Karachi Asia/Kabul Asia/Dubai Asia/Tehran Asia/Beirut Asia/Gaza Africa/Cairo
   Africa/Casablanca Africa/Lagos Africa/Nairobi Europe/Moscow Europe/Athens Europe/Berlin Europe/London
   Europe/Lisbon Atlantic/Azores America/Nuuk America/St_Johns America/Sao_Paulo America/Havana America/New_York
   America/Chicago America/Denver America/Los_Angeles America/Anchorage Pacific/Honolulu Pacific/Marquesas Pacific/Pago_Pago
   UTC`.split(/\s+/);

/** What a clock on the wall there shows. */
function wall(at: number, timeZone: string) {
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return format.format(at);
}

test.each(ZONES)("a year of digests in %s: at 8:00 each working day, once", (timeZone) => {
  const start = Date.UTC(2026, 0, 1);
  const days = new Set<string>();
  let at = start;
  for (let count = 0; count < 261; count += 1) {
    const next = nextHour(at, timeZone, 8, "workdays")!;
    expect(next).toBeGreaterThan(at);
    expect(wall(next, timeZone)).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? 08:00$/);
    days.add(localDay(next, timeZone));
    at = next;
  }
  expect(days.size).toBe(261);
  expect(at - start).toBeGreaterThan(363 * 24 * HOUR_MS);
});

test.each([
  [
    "Europe/Berlin",
    "2026-03-29",
    "2026-03-29T01:00:00Z",
    "the hour that spring leaves out is the one after it",
  ],
  ["Europe/Berlin", "2026-10-25", "2026-10-25T00:00:00Z", "of the hour that autumn repeats it is the first"],
  ["America/New_York", "2026-03-08", "2026-03-08T07:00:00Z", "spring in New York"],
  [
    "America/New_York",
    "2026-11-01",
    "2026-11-01T07:00:00Z",
    "autumn in New York, after the hour that comes twice",
  ],
])("2:00 in %s on %s is %s: %s", (timeZone, day, expected) => {
  const before = startOfDay(Date.parse(`${day}T12:00:00Z`), timeZone);
  const due = nextHour(before, timeZone, 2, "everyday")!;
  expect(new Date(due).toISOString()).toBe(expected.replace("Z", ".000Z"));
  expect(localDay(nextHour(due, timeZone, 2, "everyday")!, timeZone)).not.toBe(day);
});

test("a day begins where the clocks say so, also where midnight is left out", () => {
  expect(startOfDay(Date.parse("2026-11-21T12:00:00Z"), "Asia/Kolkata")).toBe(
    Date.parse("2026-11-20T18:30:00Z"),
  );
  expect(startOfDay(Date.parse("2026-11-21T12:00:00Z"), "UTC", 1)).toBe(Date.parse("2026-11-22T00:00:00Z"));
  const skipped = startOfDay(Date.parse("2026-03-08T12:00:00Z"), "America/Havana");
  expect(wall(skipped, "America/Havana")).toMatch(/01:00$/);
});

test("who wants none has no next time", () => {
  expect(nextHour(0, "UTC", 8, "never")).toBeUndefined();
});
