/**
 * Days to come as people write them: "fri", "next mon", "12 Mar", "in 3 days", "2026-12-24".
 *
 * Shapes  A day is epoch ms of its midnight in UTC, as `dueDate` of tasks is. Which day is today, the reader's clocks say.
 * Rules   A weekday is the next one after today; "next fri" is that of the week after this one, which begins on Monday.
 *         A day without a year is the next one that there is, today included: "29 Feb" may be years ahead.
 */
import { DAY_MS } from "../time";
import { MONTHS, placeOf, WEEKDAYS } from "./dayNames";

/** What was understood of so many words. */
export type Understood<T> = { count: number; meant: T };

const FIRST_YEAR = 1970;
const LAST_YEAR = 9999;
/** The calendar repeats its leap days within so many years. */
const YEARS_TO_A_LEAP_DAY = 8;

/** A calendar day; undefined for one that there is not, such as the 31st of April. */
export function dayOf(year: number, month: number, date: number): number | undefined {
  const at = Date.UTC(year, month, date);
  const isDay = new Date(at).getUTCMonth() === month && date > 0;
  return isDay && year >= FIRST_YEAR && year <= LAST_YEAR ? at : undefined;
}

/** The same day so many months later, or the last one of a month that is shorter. */
export function monthsAfter(day: number, months: number): number {
  const from = new Date(day);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last));
}

/** The day that it is where the reader is. */
export const todayOf = (now: Date): number => Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());

/** 0 for Monday. */
const weekdayOf = (day: number): number => (new Date(day).getUTCDay() + 6) % 7;

const COUNT = /^(?:an?|\d{1,3})$/;
export const countOf = (word: string): number | undefined =>
  COUNT.test(word) ? Number(word) || (word.startsWith("a") ? 1 : undefined) : undefined;

export const UNIT = /^(day|week|month|year)s?$/;

function ahead([lead, count = "", unit = ""]: readonly string[], today: number): number | undefined {
  const many = countOf(count);
  const [, name] = UNIT.exec(unit) ?? [];
  if (lead !== "in" || many === undefined || name === undefined) return undefined;
  if (name === "day" || name === "week") return today + many * (name === "week" ? 7 : 1) * DAY_MS;
  return monthsAfter(today, many * (name === "year" ? 12 : 1));
}

function following([lead, name = ""]: readonly string[], today: number): number | undefined {
  if (lead !== "next") return undefined;
  const monday = today + (7 - weekdayOf(today)) * DAY_MS;
  if (name === "week") return monday;
  if (name === "month") return Date.UTC(new Date(today).getUTCFullYear(), new Date(today).getUTCMonth() + 1);
  const weekday = placeOf(WEEKDAYS, name);
  return weekday < 0 ? undefined : monday + ((weekday + 6) % 7) * DAY_MS;
}

const DATE_OF_MONTH = /^(\d{1,2})(?:st|nd|rd|th)?$/;

/** "12 Mar", "Mar 12th", and with a year behind. */
function inMonth([first = "", second = "", year = ""]: readonly string[], today: number) {
  const [date, name] = DATE_OF_MONTH.test(first) ? [first, second] : [second, first];
  const month = placeOf(MONTHS, name);
  const number = Number(DATE_OF_MONTH.exec(date)?.[1]);
  if (month < 0 || Number.isNaN(number)) return null;
  if (/^\d{4}$/.test(year)) {
    const meant = dayOf(Number(year), month, number);
    if (meant !== undefined) return { count: 3, meant };
  }
  const thisYear = new Date(today).getUTCFullYear();
  for (let on = thisYear; on <= thisYear + YEARS_TO_A_LEAP_DAY; on++) {
    const meant = dayOf(on, month, number);
    if (meant !== undefined && meant >= today) return { count: 2, meant };
  }
  return null;
}

function oneWord(word: string, today: number): number | undefined {
  if (word === "today") return today;
  if (word === "tomorrow") return today + DAY_MS;
  const weekday = placeOf(WEEKDAYS, word);
  if (weekday >= 0) return today + (((weekday + 5 - weekdayOf(today)) % 7) + 1) * DAY_MS;
  const [, year, month, date] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word) ?? [];
  return year === undefined ? undefined : dayOf(Number(year), Number(month) - 1, Number(date));
}

const found = (count: number, meant: number | undefined): Understood<number> | null =>
  meant === undefined ? null : { count, meant };

/** The day that the first words name, in small letters; null where they name none. */
export function dayIn(words: readonly string[], today: number): Understood<number> | null {
  return (
    found(3, ahead(words, today)) ??
    found(2, following(words, today)) ??
    inMonth(words, today) ??
    found(1, oneWord(words[0] ?? "", today))
  );
}
