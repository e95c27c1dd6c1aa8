import { fromEpochMilliseconds, toZonedDateTimeISO } from "temporal-polyfill/fns/Instant";
import { addDays, dayOfWeek, toZonedDateTime } from "temporal-polyfill/fns/PlainDate";
import { create as plainTime } from "temporal-polyfill/fns/PlainTime";
import { getTimeZoneTransition, toPlainDate } from "temporal-polyfill/fns/ZonedDateTime";
import { describe, expect, test } from "vitest";
import { areQuiet, clockAt, type QuietHours } from "./hours";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Of each continent, with halves and quarters of hours, and those whose clocks move by half an hour or around midnight. */
const ZONES = `
  Europe/Berlin Europe/London Europe/Lisbon Europe/Madrid Europe/Paris Europe/Rome Europe/Warsaw Europe/Athens
  Europe/Helsinki Europe/Kyiv Europe/Chisinau Europe/Dublin Atlantic/Azores Atlantic/Canary America/Winnipeg
  America/New_York America/Chicago America/Denver America/Los_Angeles America/Anchorage America/Adak America/Halifax
  America/St_Johns America/Toronto America/Havana America/Santiago America/Asuncion America/Tijuana
  America/Port-au-Prince America/Miquelon Africa/Cairo Africa/Casablanca Asia/Beirut Asia/Jerusalem Asia/Gaza
  Australia/Sydney Australia/Adelaide Australia/Lord_Howe Pacific/Auckland Pacific/Chatham Pacific/Norfolk
  Antarctica/Troll
`
  .trim()
  .split(/\s+/);

/** The instants of a year at which clocks of a zone move. */
function movesOf(zone: string, year: number): number[] {
  const moves: number[] = [];
  let at = toZonedDateTimeISO(fromEpochMilliseconds(Date.UTC(year, 0, 1)), zone);
  for (;;) {
    const next = getTimeZoneTransition(at, "next");
    if (!next || next.epochMilliseconds >= Date.UTC(year + 1, 0, 1)) return moves;
    moves.push(next.epochMilliseconds);
    at = next;
  }
}

/** What somebody there reads from the clock, and from the calendar: today and the day before. */
function readAt(at: number, zone: string) {
  const now = toZonedDateTimeISO(fromEpochMilliseconds(at), zone);
  const today = toPlainDate(now);
  return { shown: now.hour * 60 + now.minute, days: [dayOfWeek(today), dayOfWeek(addDays(today, -1))] };
}

/** Whether they would say that hours which began on one of these days are not over. */
function byCalendar(
  { from, until, days }: QuietHours,
  { shown, days: last }: ReturnType<typeof readAt>,
): boolean {
  return last.some((day, back) => {
    const passed = shown + back * 1_440;
    return days.includes(day) && passed >= from && passed < (until > from ? until : until + 1_440);
  });
}

const NIGHT = { from: 22 * 60, until: 7 * 60 };
const PLANS: QuietHours[] = [
  { ...NIGHT, days: [1, 2, 3, 4, 5, 6, 7] },
  { ...NIGHT, days: [6, 7] },
  // Within the hour that is left out, or comes twice, in most places; around it; around midnight.
  { from: 130, until: 170, days: [7] },
  { from: 30, until: 200, days: [6, 7] },
  { from: 1_410, until: 30, days: [5, 6] },
  { from: 0, until: 0, days: [6] },
];

describe("quiet hours over the days on which clocks move", () => {
  test("there are forty zones, and all of their clocks move twice in the year", () => {
    expect(new Set(ZONES).size).toBeGreaterThanOrEqual(40);
    const moves = ZONES.map((zone) => [zone, movesOf(zone, 2023).length]);
    expect(moves.filter(([, count]) => count !== 2)).toEqual([]);
  });

  // Seen to fail where the offset of noon was taken for the whole day; the table below where the day before Monday was 0.
  test.each(ZONES)("every minute in %s", (zone) => {
    const wrong: string[] = [];
    for (const move of movesOf(zone, 2023))
      for (let at = move - 4 * HOUR_MS; at <= move + 4 * HOUR_MS; at += MINUTE_MS) {
        const [clock, read] = [clockAt(at, zone), readAt(at, zone)];
        for (const [i, plan] of PLANS.entries())
          if (areQuiet(plan, clock) !== byCalendar(plan, read))
            wrong.push(`${new Date(at).toISOString()} plan ${i}`);
      }
    expect(wrong).toEqual([]);
  });

  test("a night is an hour shorter in spring and longer in autumn, and ends when clocks show its end", () => {
    const zone = "Europe/Berlin";
    const quietMinutes = (evening: number) => {
      let minutes = 0;
      for (let at = evening; at < evening + 20 * HOUR_MS; at += MINUTE_MS)
        if (areQuiet({ ...NIGHT, days: [6] }, clockAt(at, zone))) minutes += 1;
      return minutes;
    };
    const usual = quietMinutes(Date.UTC(2026, 0, 10, 12));
    expect(usual).toBe(9 * 60);
    expect(quietMinutes(Date.UTC(2026, 2, 28, 12))).toBe(8 * 60);
    expect(quietMinutes(Date.UTC(2026, 9, 24, 12))).toBe(10 * 60);
    const sunday = addDays(
      toPlainDate(toZonedDateTimeISO(fromEpochMilliseconds(Date.UTC(2026, 2, 28)), zone)),
      1,
    );
    const seven = toZonedDateTime(sunday, { timeZone: zone, plainTime: plainTime(7) }).epochMilliseconds;
    expect(
      [seven - MINUTE_MS, seven].map((at) => areQuiet({ ...NIGHT, days: [6] }, clockAt(at, zone))),
    ).toEqual([true, false]);
  });
});

test.each<[string, QuietHours, [number, number, boolean][]]>([
  [
    "a night belongs to the day on which it begins",
    { ...NIGHT, days: [5] },
    [
      [5, 1_319, false],
      [5, 1_320, true],
      [6, 419, true],
      [6, 420, false],
      [5, 100, false],
    ],
  ],
  [
    "the night of Sunday ends on Monday",
    { ...NIGHT, days: [7] },
    [
      [1, 0, true],
      [7, 0, false],
    ],
  ],
  [
    "hours of one day",
    { from: 540, until: 600, days: [1] },
    [
      [1, 539, false],
      [1, 540, true],
      [1, 600, false],
      [2, 540, false],
    ],
  ],
  [
    "equal ends are a whole day",
    { from: 480, until: 480, days: [1] },
    [
      [1, 479, false],
      [1, 480, true],
      [2, 479, true],
      [2, 480, false],
    ],
  ],
])("%s", (_, hours, moments) => {
  expect(moments.map(([day, minute]) => areQuiet(hours, { day, minute }))).toEqual(
    moments.map(([, , isQuiet]) => isQuiet),
  );
});
