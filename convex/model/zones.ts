/** Days and hours where a person is. Time zones are IANA names; instants are epoch ms. */
import { Temporal } from "temporal-polyfill";
import type { DigestDays } from "../shared/digests";
import { LIMITS } from "../shared/limits";
import { fail } from "./errors";

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

function dateAt(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** "2026-11-21" */
export function localDay(at: number, timeZone: string): string {
  return dateAt(at, timeZone).toString();
}

/** When a local day begins, counted from the one that `at` is in. */
export function startOfDay(at: number, timeZone: string, daysLater = 0): number {
  return dateAt(at, timeZone).add({ days: daysLater }).toZonedDateTime(timeZone).epochMilliseconds;
}

/** When a local week begins, on Monday, counted from the one that `at` is in. */
export function startOfWeek(at: number, timeZone: string, weeksLater = 0): number {
  const { dayOfWeek } = dateAt(at, timeZone);
  return startOfDay(at, timeZone, 1 - dayOfWeek + 7 * weeksLater);
}

/**
 * The next time after `at` that clocks there show a full hour, on a day that is wanted. An hour that is left out in
 * spring is the one after it; of an hour that comes twice in autumn it is the first.
 */
export function nextHour(
  at: number,
  timeZone: string,
  hour: number,
  days: DigestDays | "mondays",
): number | undefined {
  if (days === "never") return undefined;
  const today = dateAt(at, timeZone);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = today.add({ days: ahead });
    if (days === "workdays" && day.dayOfWeek > LAST_WORKDAY) continue;
    if (days === "mondays" && day.dayOfWeek !== MONDAY) continue;
    const due = day.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds;
    if (due > at) return due;
  }
  throw new Error("Eight days without a wanted one.");
}
