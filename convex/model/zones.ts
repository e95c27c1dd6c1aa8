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

/** Of the last instant it remembers every answer: a round asks the same of many people. */
function perInstant<Rest extends (string | number | undefined)[], Answer>(
  compute: (at: number, ...rest: Rest) => Answer,
): typeof compute {
  let last = { at: NaN, answers: new Map<string, Answer>() };
  return (at, ...rest) => {
    if (last.at !== at) last = { at, answers: new Map() };
    const key = rest.join("\n");
    if (!last.answers.has(key)) last.answers.set(key, compute(at, ...rest));
    return last.answers.get(key)!;
  };
}

function dateAt(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** "2026-11-21" */
export const localDay = perInstant((at, timeZone: string): string => dateAt(at, timeZone).toString());

/** When a local day begins, counted from the one that `at` is in. */
export const startOfDay = perInstant((at, timeZone: string, daysLater?: number): number => {
  const day = dateAt(at, timeZone).add({ days: daysLater ?? 0 });
  return day.toZonedDateTime(timeZone).epochMilliseconds;
});

/** When a local week begins, on Monday, counted from the one that `at` is in. */
export function startOfWeek(at: number, timeZone: string, weeksLater = 0): number {
  const { dayOfWeek } = dateAt(at, timeZone);
  return startOfDay(at, timeZone, 1 - dayOfWeek + 7 * weeksLater);
}

/**
 * The next time after `at` that clocks there show a full hour, on a day that is wanted. An hour that is left out in
 * spring is the one after it; of an hour that comes twice in autumn it is the first.
 */
export const nextHour = perInstant(nextHourOf);

function nextHourOf(
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
