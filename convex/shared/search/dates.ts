/**
 * Days as people write them in a search: "yesterday", "last week", "2026-11", "november", "7d". A range is given as
 * instants, in the time zone of whoever calls: a browser's is its reader's, a server's is UTC. So a browser writes its
 * ranges out (`withInstants`) before it asks.
 */
import { MONTHS, placeOf, WEEKDAYS } from "../board/dayNames";
import { operatorText, parseQuery, wordsIn, type Operator, type OperatorName } from "./query";

/** From one instant up to another that is not in it. */
export type Range = { from: number; to: number };

/** Midnights, where the reader is; a day of 23 hours is a day. */
const day = (year: number, month: number, date: number): number => {
  const at = new Date(2_000, month, date);
  at.setFullYear(year, month, date);
  return at.getTime();
};
const daysFrom = (year: number, month: number, date: number, count: number): Range => ({
  from: day(year, month, date),
  to: day(year, month, date + count),
});
const monthOf = (year: number, month: number): Range => ({
  from: day(year, month, 1),
  to: day(year, month + 1, 1),
});

function writtenDate(word: string): Range | null {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(word);
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2] ?? 1) - 1, Number(match[3] ?? 1)];
  if (month > 11 || month < 0 || date < 1 || date > new Date(year, month + 1, 0).getDate()) return null;
  if (match[2] === undefined) return { from: day(year, 0, 1), to: day(year + 1, 0, 1) };
  return match[3] === undefined ? monthOf(year, month) : daysFrom(year, month, date, 1);
}

/** "last week" and its like; a week begins on Monday. */
function relative(word: string, now: Date): Range | null {
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const [which, unit = ""] = word.split(" ");
  const back = which === "last" ? 1 : which === "this" ? 0 : null;
  if (back === null) return null;
  if (unit === "week") return daysFrom(year, month, date - ((now.getDay() + 6) % 7) - 7 * back, 7);
  if (unit === "month") return monthOf(year, month - back);
  if (unit === "year") return { from: day(year - back, 0, 1), to: day(year - back + 1, 0, 1) };
  return null;
}

function named(word: string, now: Date): Range | null {
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()];
  if (word === "today") return daysFrom(year, month, date, 1);
  if (word === "yesterday") return daysFrom(year, month, date - 1, 1);
  if (word === "tomorrow") return daysFrom(year, month, date + 1, 1);
  const weekday = placeOf(WEEKDAYS, word);
  if (weekday >= 0) return daysFrom(year, month, date - ((now.getDay() - weekday + 6) % 7) - 1, 1);
  const [name = "", ofYear] = word.split(" ");
  const inYear = placeOf(MONTHS, name);
  if (inYear < 0 || (ofYear !== undefined && !/^\d{4}$/.test(ofYear))) return null;
  return monthOf(ofYear === undefined ? year - Number(inYear > month) : Number(ofYear), inYear);
}

const SPAN: Record<string, number> = { d: 1, w: 7, m: 30, y: 365 };

/** "7d": so many days before today, with it. */
function span(word: string, now: Date): Range | null {
  const match = /^(\d{1,4})([dwmy])$/.exec(word);
  if (!match) return null;
  const days = Number(match[1]) * SPAN[match[2]!]!;
  return {
    from: day(now.getFullYear(), now.getMonth(), now.getDate() - days),
    to: day(now.getFullYear(), now.getMonth(), now.getDate() + 1),
  };
}

const instants = (range: string): Range | null => {
  const [from, to, ...more] = range.split("..").map((at) => Date.parse(at));
  return from !== undefined && to !== undefined && more.length === 0 && from <= to ? { from, to } : null;
};

/** The range that a word, or two, mean; null for what is no date. */
export function rangeOf(said: string, now: Date): Range | null {
  const word = said
    .toLowerCase()
    .replace(/[\s_]+|(?<=\p{L})-/gu, " ")
    .trim();
  return instants(said) ?? writtenDate(word) ?? relative(word, now) ?? named(word, now) ?? span(word, now);
}

const DATED: ReadonlySet<OperatorName> = new Set(["before", "after", "on", "during"]);

/** What an operator on time lets pass; null for one that says no time. */
export function timesOf({ name, value }: Operator, now: Date): Range | null {
  if (!DATED.has(name)) return null;
  const range = rangeOf(value, now);
  if (!range) return null;
  if (name === "before") return { from: -Infinity, to: range.from };
  if (name === "after") return { from: range.to, to: Infinity };
  return range;
}

/** Due days, which are calendar days in UTC: "7d" and "<7d" are the days up to then, ">7d" those after it. */
export function dueRangeOf(said: string, now: Date): Range | null {
  const match = /^([<>]?)(.+)$/.exec(said);
  const [sign, word] = [match?.[1] ?? "", match?.[2] ?? ""];
  const days = /^(\d{1,4})([dwmy])$/.exec(word);
  const range = days
    ? daysFrom(now.getFullYear(), now.getMonth(), now.getDate(), Number(days[1]) * SPAN[days[2]!]! + 1)
    : rangeOf(word, now);
  if (!range) return null;
  const [from, to] = /\.\./.test(word) ? [range.from, range.to] : [utcDay(range.from), utcDay(range.to)];
  if (sign === "<") return { from: -Infinity, to: days ? to : from };
  return sign === ">" ? { from: to, to: Infinity } : { from, to };
}

/** The calendar day that it is where the reader is, as UTC has it. */
export function utcDay(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

const LIMIT_MS = 8_640_000_000_000_000;
const iso = (at: number): string => new Date(Math.max(-LIMIT_MS, Math.min(at, LIMIT_MS))).toISOString();
const written = ({ from, to }: Range): string => `${iso(from)}..${iso(to)}`;

/** The same search with its dates as instants, for a server that does not know where the reader is. */
export function withInstants(typed: string, now: Date): string {
  const operators = parseQuery(typed).operators.map((operator): Operator => {
    if (operator.name === "due") {
      const range = dueRangeOf(operator.value, now);
      return range ? { ...operator, value: written(range) } : operator;
    }
    const range = timesOf(operator, now);
    return range ? { ...operator, name: "during", value: written(range) } : operator;
  });
  return [...operators.map(operatorText), wordsIn(typed)].join(" ");
}

/** The month of an instant, in UTC: "2026-11". */
export const monthIn = (at: number): string => new Date(at).toISOString().slice(0, 7);

/** The months of a range, the newest first, so many at most. */
export function monthsOf({ from, to }: Range, most: number): string[] {
  const months: string[] = [];
  const last = new Date(to - 1);
  for (let back = 0; back < most; back++) {
    const start = Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - back, 1);
    months.push(monthIn(start));
    if (start <= from) break;
  }
  return months;
}
