const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Days before are typing errors. */
const FIRST_YEAR = 1970;
export const DAY_MS = 24 * HOUR_MS;

/** The time zone of this browser. */
export const myZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

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

/** How many minutes or hours ago something was; nothing once it is a day. */
export function ageOf(at: number, now: number) {
  const age = now - at;
  if (age < MINUTE_MS) return { unit: "now" as const };
  if (age < HOUR_MS) return { unit: "minutes" as const, count: Math.floor(age / MINUTE_MS) };
  if (age < DAY_MS) return { unit: "hours" as const, count: Math.floor(age / HOUR_MS) };
  return undefined;
}

/**
 * The start of a due day where the reader is. A due date is a calendar day, the same for everybody: it is kept as an
 * instant in that day in UTC.
 */
export function localDueDay(due: number): number {
  const date = new Date(due);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime();
}

/** Days from now until a due day; negative once it is over. */
export const daysUntilDue = (due: number, now: number): number => daysBetween(now, localDueDay(due));

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

const two = (part: number) => String(part).padStart(2, "0");

/** A moment as the value of a time input, where the reader is: "15:00". */
export function clockInput(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The due day that a moment has where the reader is. */
export function dueDayOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

/** When clocks here show a time on a due day; undefined for no time. */
export function momentOn(due: number, time: string): number | undefined {
  const match = /^(\d{2}):(\d{2})/.exec(time);
  const day = new Date(due);
  return match
    ? new Date(
        day.getUTCFullYear(),
        day.getUTCMonth(),
        day.getUTCDate(),
        Number(match[1]),
        Number(match[2]),
      ).getTime()
    : undefined;
}
