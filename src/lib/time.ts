const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Days before are typing errors. */
const FIRST_YEAR = 1970;
export const DAY_MS = 24 * HOUR_MS;

const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const weekdayShort = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const dayMonth = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const dayMonthYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const longDay = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

/** Midnight before `at`, in the reader's own time zone. */
export function startOfDay(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Whole calendar days from `from` to `to`; a day with 23 or 25 hours is one day. */
export function daysBetween(from: number, to: number): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);
}

export const isSameDay = (a: number, b: number): boolean => startOfDay(a) === startOfDay(b);

export const clockTime = (at: number): string => clock.format(at);

/** As `clockTime` without AM or PM, for narrow places next to a full one. */
export const shortClockTime = (at: number): string =>
  clock
    .formatToParts(at)
    .filter(({ type }) => type === "hour" || type === "minute")
    .map(({ value }) => value)
    .join(":");

export const exactTime = (at: number): string => full.format(at);

function plainDate(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? dayMonth : dayMonthYear).format(at);
}

/** "Today", "Yesterday", a weekday within the week, then a date. */
export function dayName(at: number, now = Date.now()): string {
  const ago = daysBetween(at, now);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  return ago > 1 && ago < 7 ? weekday.format(at) : plainDate(at, now);
}

/** "now", "12 min", "3 h", then a weekday, then a date. */
export function shortAgo(at: number, now = Date.now()): string {
  const age = now - at;
  if (age < MINUTE_MS) return "now";
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min`;
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)} h`;
  return daysBetween(at, now) < 7 ? weekdayShort.format(at) : plainDate(at, now);
}

/**
 * The start of a due day where the reader is. A due date is a calendar day, the same for everybody: it is kept as an
 * instant in that day in UTC.
 */
function localDueDay(due: number): number {
  const date = new Date(due);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime();
}

/** Days from now until a due day; negative once it is over. */
export const daysUntilDue = (due: number, now: number): number => daysBetween(now, localDueDay(due));

/** A due day as people say it: "Yesterday", "Today", "Tomorrow", "Fri", "3 Dec". */
export function dueName(due: number, now = Date.now()): string {
  const ahead = daysUntilDue(due, now);
  if (ahead === 0) return "Today";
  if (ahead === 1) return "Tomorrow";
  if (ahead === -1) return "Yesterday";
  const day = localDueDay(due);
  return ahead > 1 && ahead < 7 ? weekdayShort.format(day) : plainDate(day, now);
}

/** A due day in full: "Friday, December 4, 2026". */
export const exactDueDay = (due: number): string => longDay.format(localDueDay(due));

/** A due day as the value of a date input: "2026-11-21". */
export function toDateInput(due: number): string {
  return new Date(due).toISOString().slice(0, 10);
}

/** The due day of a date input; undefined for what is no day, or before 1970. */
export function fromDateInput(value: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  // Dates that are none run over into the next month; two-digit years would be of the 20th century.
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= FIRST_YEAR;
  return isDay ? date.getTime() : undefined;
}
