/**
 * How often a task comes again: "week/2 on=1,4 until=2026-12-24". See docs/decisions/0060-recurring-tasks.md.
 *
 * Shapes  A rule is kept as text, in one form. Days are calendar days as midnights in UTC, weekdays 1 for Monday to 7.
 * Rules   What a month lacks is its last day: the 31st of April is the 30th. A week begins on Monday.
 *         `times`: so many more after this one.
 */
import { DAY_MS } from "../time";

export const REPEAT_UNITS = ["day", "week", "month", "year"] as const;
export type RepeatUnit = (typeof REPEAT_UNITS)[number];

export type Repeat = {
  unit: RepeatUnit;
  every: number;
  /** Days of a week, each once and in order. */
  on?: number[];
  /** Day of a month, or of a month of a year. */
  day?: number;
  /** Which of a month's weekdays: 1 to 4, or -1 for the last. */
  nth?: { week: number; weekday: number };
  /** 1 to 12, of a year. */
  month?: number;
  /** Counted from the day on which it was done. */
  afterDone?: true;
  /** The last day on which it may come. */
  until?: number;
  times?: number;
};

export const MOST_REPEATS = 999;
const LAST = -1;

const isWhole = (value: number | undefined, from: number, to: number): boolean =>
  value === undefined || (Number.isInteger(value) && value >= from && value <= to);

/** Whether each part is there only where it means something. */
function isSound({ unit, every, on, day, nth, month, afterDone, until, times }: Repeat): boolean {
  const isSorted = !on || on.every((weekday, i) => isWhole(weekday, 1, 7) && weekday > (on[i - 1] ?? 0));
  const isNth = !nth || ([1, 2, 3, 4, LAST].includes(nth.week) && isWhole(nth.weekday, 1, 7));
  const parts = [on && "week", day && (month ? "year" : "month"), nth && "month", month && "year"];
  return (
    isWhole(every, 1, MOST_REPEATS) &&
    isWhole(times, 1, MOST_REPEATS) &&
    isWhole(day, 1, 31) &&
    isWhole(month, 1, 12) &&
    isSorted &&
    on?.length !== 0 &&
    isNth &&
    !(day && nth) &&
    // A day of a year is one of a month.
    !(month !== undefined && day === undefined) &&
    parts.every((of) => of === undefined || of === 0 || of === unit) &&
    !(afterDone && parts.some(Boolean)) &&
    (until === undefined || (Number.isInteger(until / DAY_MS) && until >= 0))
  );
}

const isoDay = (day: number): string => new Date(day).toISOString().slice(0, 10);

/** The one form of a rule. */
export function formatRepeat(rule: Repeat): string {
  const { unit, every, on, day, nth, month, afterDone, until, times } = rule;
  return [
    `${unit}/${every}`,
    on && `on=${on.join(",")}`,
    day && `day=${day}`,
    nth && `nth=${nth.week},${nth.weekday}`,
    month && `month=${month}`,
    afterDone && "afterDone",
    until !== undefined && `until=${isoDay(until)}`,
    times && `times=${times}`,
  ]
    .filter(Boolean)
    .join(" ");
}

const numbers = (value: string): number[] => value.split(",").map(Number);

/** What a text says; undefined for one that is no rule in its one form. */
export function parseRepeat(text: string): Repeat | undefined {
  const [head = "", ...rest] = text.split(" ");
  const [unit, every] = head.split("/");
  if (!REPEAT_UNITS.includes(unit as RepeatUnit)) return undefined;
  const rule: Repeat = { unit: unit as RepeatUnit, every: Number(every) };
  for (const part of rest) {
    const [name, value = ""] = part.split("=");
    if (name === "on") rule.on = numbers(value);
    else if (name === "day") rule.day = Number(value);
    else if (name === "nth") rule.nth = { week: numbers(value)[0]!, weekday: numbers(value)[1]! };
    else if (name === "month") rule.month = Number(value);
    else if (name === "afterDone") rule.afterDone = true;
    else if (name === "until") rule.until = Date.parse(value);
    else if (name === "times") rule.times = Number(value);
    else return undefined;
  }
  return isSound(rule) && formatRepeat(rule) === text ? rule : undefined;
}

/** 1 for Monday to 7 for Sunday. */
export const isoWeekday = (day: number): number => ((new Date(day).getUTCDay() + 6) % 7) + 1;

/** The same rule with what it takes from the day on which it begins: which day of the week, of the month, of the year. */
export function anchored(rule: Repeat, day: number): Repeat {
  if (rule.afterDone) return rule;
  const date = new Date(day);
  if (rule.unit === "week" && !rule.on) return { ...rule, on: [isoWeekday(day)] };
  if (rule.unit === "month" && rule.day === undefined && !rule.nth)
    return { ...rule, day: date.getUTCDate() };
  if (rule.unit === "year" && rule.month === undefined)
    return { ...rule, day: date.getUTCDate(), month: date.getUTCMonth() + 1 };
  return rule;
}

/** The day that a rule wants in a month, counted from the beginning of time. */
function inMonth({ day = 1, nth }: Repeat, months: number): number {
  const [first, last] = [Date.UTC(1970, months, 1), Date.UTC(1970, months + 1, 0)];
  if (!nth) return Math.min(first + (day - 1) * DAY_MS, last);
  if (nth.week === LAST) return last - ((isoWeekday(last) - nth.weekday + 7) % 7) * DAY_MS;
  return first + (((nth.weekday - isoWeekday(first) + 7) % 7) + (nth.week - 1) * 7) * DAY_MS;
}

const monthsOf = (day: number): number =>
  (new Date(day).getUTCFullYear() - 1970) * 12 + new Date(day).getUTCMonth();

/** The first day after another that fits, counted from the period that the other is in. */
export function dayAfter(rule: Repeat, day: number): number {
  const { unit, every, on = [], month = 1 } = rule;
  if (unit === "day") return day + every * DAY_MS;
  if (unit === "week") {
    if (on.length === 0) return day + every * 7 * DAY_MS;
    const monday = day - (isoWeekday(day) - 1) * DAY_MS;
    const later = on.find((weekday) => weekday > isoWeekday(day));
    const week = later === undefined ? monday + every * 7 * DAY_MS : monday;
    return week + ((later ?? on[0]!) - 1) * DAY_MS;
  }
  const months = monthsOf(day);
  if (rule.afterDone)
    return inMonth({ ...rule, day: new Date(day).getUTCDate() }, months + every * (unit === "year" ? 12 : 1));
  const here = unit === "month" ? months : months - (months % 12) + month - 1;
  const now = inMonth(rule, here);
  return now > day ? now : inMonth(rule, here + every * (unit === "year" ? 12 : 1));
}

/** The first day that fits from a day on, without regard to how often. */
export function firstDay(rule: Repeat, today: number): number {
  if (rule.unit === "day" || rule.afterDone) return today;
  const once = anchored({ ...rule, every: 1 }, today);
  return dayAfter(once, today - DAY_MS);
}

/**
 * The next day of a task that was due on one: of those that have passed only the last. Undefined where it has ended.
 *
 * @param done  the day on which it was done, for those that are counted from then
 */
export function nextDay(rule: Repeat, day: number, today: number, done = today): number | undefined {
  const { until = Infinity } = rule;
  let next = dayAfter(rule, rule.afterDone ? done : day);
  for (let after = next; !rule.afterDone && after <= Math.min(today, until); after = dayAfter(rule, after))
    next = after;
  return next <= until ? next : undefined;
}

/** The rule of the next task; undefined where that is the last one. */
export function ruleOfNext(rule: Repeat): Repeat | undefined {
  if (rule.times === undefined) return rule;
  return rule.times > 1 ? { ...rule, times: rule.times - 1 } : undefined;
}
