/** Days and hours where a person is. Time zones are IANA names; instants are epoch ms. */
import { fromEpochMilliseconds, toZonedDateTimeISO } from "temporal-polyfill/fns/Instant";
import {
  addDays,
  create as plainDate,
  dayOfWeek,
  toString,
  toZonedDateTime,
  type Record as PlainDate,
} from "temporal-polyfill/fns/PlainDate";
import { create as plainTime } from "temporal-polyfill/fns/PlainTime";
import { toPlainDate, toPlainTime } from "temporal-polyfill/fns/ZonedDateTime";
import type { DigestDays } from "../../shared/digests";
import { LIMITS } from "../../shared/limits";
import { fail } from "../errors";

const MONDAY = 1;
const LAST_WORKDAY = 5;

/** @throws TIME_ZONE_INVALID */
export function requireZone(timeZone: string): string {
  if (timeZone.length > LIMITS.timeZone || !isZone(timeZone)) throw fail("TIME_ZONE_INVALID");
  return timeZone;
}

export function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** An answer, and the first instant that has another. */
type Lasting<Answer> = { answer: Answer; until: number };

const MOST_REMEMBERED = 10_000;

/** Remembers each zone's last answer for as long as it holds: a sweep asks the same of many people. */
function remembered<Rest extends (string | number | undefined)[], Answer>(
  compute: (at: number, ...rest: Rest) => Lasting<Answer>,
): (at: number, ...rest: Rest) => Answer {
  const known = new Map<string, Lasting<Answer> & { from: number }>();
  return (at, ...rest) => {
    const key = rest.join("\n");
    const last = known.get(key);
    if (last && last.from <= at && at < last.until) return last.answer;
    const found = compute(at, ...rest);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, { ...found, from: at });
    return found.answer;
  };
}

function dateAt(at: number, timeZone: string): PlainDate {
  return toPlainDate(toZonedDateTimeISO(fromEpochMilliseconds(at), timeZone));
}

function startOf(day: PlainDate, timeZone: string): number {
  return toZonedDateTime(day, timeZone).epochMilliseconds;
}

/** "2026-11-21" */
export const localDay = remembered((at, timeZone: string) => {
  const day = dateAt(at, timeZone);
  return { answer: toString(day), until: startOf(addDays(day, 1), timeZone) };
});

/** The local day as due dates hold one: the start of the same calendar day in UTC. */
export function dueDayAt(at: number, timeZone: string): number {
  return Date.parse(localDay(at, timeZone));
}

/** When a day of a due date begins there. */
export function startOfDueDay(day: number, timeZone: string): number {
  return startOf(dateOf(day), timeZone);
}

/** The calendar day of a due date. */
function dateOf(day: number): PlainDate {
  const date = new Date(day);
  return plainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** When clocks there show on a day what they showed at a moment; a time that is left out in spring is the one after it. */
export function sameClock(at: number, day: number, timeZone: string): number {
  const time = toPlainTime(toZonedDateTimeISO(fromEpochMilliseconds(at), timeZone));
  return toZonedDateTime(dateOf(day), { timeZone, plainTime: time }).epochMilliseconds;
}

const MORNING = plainTime(9);

const morningOn = (day: PlainDate, timeZone: string): number =>
  toZonedDateTime(day, { timeZone, plainTime: MORNING }).epochMilliseconds;

/** Nine o'clock there on the day of a due date. */
export function morningOf(day: number, timeZone: string): number {
  return morningOn(dateOf(day), timeZone);
}

/** Nine o'clock so many days after a moment; with 0 the next one. */
export function morningAfter(at: number, timeZone: string, days: number): number {
  const today = dateAt(at, timeZone);
  if (days > 0) return morningOn(addDays(today, days), timeZone);
  const first = morningOn(today, timeZone);
  return first > at ? first : morningOn(addDays(today, 1), timeZone);
}

/** When a local day begins, counted from the one that `at` is in. */
export const startOfDay = remembered((at, timeZone: string, daysLater?: number) => {
  const day = dateAt(at, timeZone);
  const answer = startOf(addDays(day, daysLater ?? 0), timeZone);
  return { answer, until: startOf(addDays(day, 1), timeZone) };
});

/** When a local week begins, on Monday, counted from the one that `at` is in. */
export function startOfWeek(at: number, timeZone: string, weeksLater = 0): number {
  return startOfDay(at, timeZone, MONDAY - dayOfWeek(dateAt(at, timeZone)) + 7 * weeksLater);
}

/**
 * The next time after `at` that clocks there show a full hour, on a day that is wanted. An hour that is left out in
 * spring is the one after it; of an hour that comes twice in autumn it is the first.
 */
export const nextHour = remembered(
  (at, timeZone: string, hour: number, days: DigestDays | "mondays"): Lasting<number | undefined> => {
    const answer = nextHourOf(at, timeZone, hour, days);
    return { answer, until: answer ?? Infinity };
  },
);

function nextHourOf(
  at: number,
  timeZone: string,
  hour: number,
  days: DigestDays | "mondays",
): number | undefined {
  if (days === "never") return undefined;
  const today = dateAt(at, timeZone);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = addDays(today, ahead);
    if (days === "workdays" && dayOfWeek(day) > LAST_WORKDAY) continue;
    if (days === "mondays" && dayOfWeek(day) !== MONDAY) continue;
    const due = toZonedDateTime(day, { timeZone, plainTime: plainTime(hour) }).epochMilliseconds;
    if (due > at) return due;
  }
  throw new Error("Eight days without a wanted one.");
}
