/** Times and days as people say them. */
import { ageOf, daysBetween, daysUntilDue, localDueDay } from "@/lib/time";
import { time, type Age } from "./en/time";
import { locale } from "./language";

const FORMATS = {
  clock: { hour: "numeric", minute: "2-digit" },
  seconds: { hour: "numeric", minute: "2-digit", second: "2-digit" },
  weekday: { weekday: "long" },
  weekdayShort: { weekday: "short" },
  dayMonth: { day: "numeric", month: "short" },
  dayMonthYear: { day: "numeric", month: "short", year: "numeric" },
  longDay: { dateStyle: "full" },
  month: { month: "long", year: "numeric" },
  full: { dateStyle: "full", timeStyle: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const made = new Map<string, Intl.DateTimeFormat>();

/** Making one costs more than a hundred uses of it. */
function format(name: keyof typeof FORMATS): Intl.DateTimeFormat {
  const key = `${locale()} ${name}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale(), FORMATS[name]);
  made.set(key, known);
  return known;
}

/** The time on the clocks of another place. */
export const clockTimeIn = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat(locale(), { ...FORMATS.clock, timeZone }).format(at);

export const clockTime = (at: number): string => format("clock").format(at);

/** With its seconds. */
export const preciseTime = (at: number): string => format("seconds").format(at);

/** As `clockTime` without AM or PM, for narrow places next to a full one. */
export const shortClockTime = (at: number): string =>
  format("clock")
    .formatToParts(at)
    .filter(({ type }) => type === "hour" || type === "minute")
    .map(({ value }) => value)
    .join(":");

export const exactTime = (at: number): string => format("full").format(at);

/** 1 for Monday to 7 for Sunday. */
export const weekdayName = (day: number): string => format("weekdayShort").format(new Date(1970, 0, 4 + day));

/** "3 Dec", with the year of another year. */
export function dateName(at: number, now = Date.now()): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(isThisYear ? "dayMonth" : "dayMonthYear").format(at);
}

/** "Today", "Yesterday", a weekday within the week, then a date. */
export function dayName(at: number, now = Date.now()): string {
  const ago = daysBetween(at, now);
  if (ago === 0) return time.today;
  if (ago === 1) return time.yesterday;
  return ago > 1 && ago < 7 ? format("weekday").format(at) : dateName(at, now);
}

/** Minutes and hours, then a weekday, then a date. */
export function age(at: number, now: number): Age {
  const known = ageOf(at, now);
  if (known) return known;
  const day = daysBetween(at, now) < 7 ? format("weekdayShort").format(at) : dateName(at, now);
  return { unit: "day", day };
}

/** "now", "12 min", "3 h", then a weekday, then a date. */
export const shortAgo = (at: number, now = Date.now()): string => time.short(age(at, now));

/** A due day as people say it: "Yesterday", "Today", "Tomorrow", "Fri", "3 Dec". */
export function dueName(due: number, now = Date.now()): string {
  const ahead = daysUntilDue(due, now);
  if (ahead === 0) return time.today;
  if (ahead === 1) return time.tomorrow;
  if (ahead === -1) return time.yesterday;
  const day = localDueDay(due);
  return ahead > 1 && ahead < 7 ? format("weekdayShort").format(day) : dateName(day, now);
}

/** A due day in full: "Friday, December 4, 2026". */
export const exactDueDay = (due: number): string => format("longDay").format(localDueDay(due));

/** "Friday, December 4, 2026". */
export const longDay = (at: number): string => format("longDay").format(at);

/** "December 2026". */
export const monthName = (at: number): string => format("month").format(at);

/** The day a week begins with, where the language is spoken; 0 is Sunday. */
export function firstWeekday(): number {
  const { locale: resolved } = new Intl.DateTimeFormat(locale()).resolvedOptions();
  const where = new Intl.Locale(resolved) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  return (where.getWeekInfo?.().firstDay ?? 7) % 7;
}

/** The days of a week, from its first on: "Sun", "Mon"… */
export const weekdayNames = (): string[] =>
  // The fourth of January 1970 was a Sunday.
  Array.from({ length: 7 }, (_, i) =>
    format("weekdayShort").format(new Date(1970, 0, 4 + firstWeekday() + i)),
  );
