import { parseRepeat, type Repeat } from "@convex/shared/board/repeats";
import { texts } from "@/texts";
import { dateName, weekdayName } from "@/texts/time";
import { localDueDay } from "@/lib/time";

const WORKDAYS = "1,2,3,4,5";

/** A year that has all days. */
const dayOfYear = (month: number, day: number): string =>
  dateName(new Date(new Date().getFullYear(), month - 1, day).getTime());

function on(rule: Repeat): string {
  const { unit, every, on: days, day, nth, month } = rule;
  const text = texts.repeats.every(unit, every);
  if (days) {
    return days.join(",") === WORKDAYS && every === 1
      ? texts.repeats.weekdays
      : texts.repeats.onDays(text, days.map(weekdayName));
  }
  if (nth) return texts.repeats.onNth(text, nth.week, weekdayName(nth.weekday));
  if (month !== undefined && day !== undefined) return texts.repeats.onDate(text, dayOfYear(month, day));
  return day === undefined ? text : texts.repeats.onDay(text, day);
}

/** A rule in words: "Every 2 weeks on Mon and Thu until 24 Dec". */
export function repeatText(rule: Repeat): string {
  const { unit, every, afterDone, until, times } = rule;
  const text = afterDone ? texts.repeats.afterDone(unit, every) : on(rule);
  const ending = until === undefined ? text : texts.repeats.until(text, dateName(localDueDay(until)));
  return times === undefined ? ending : texts.repeats.times(ending, times);
}

/** The same of a rule as it is kept. */
export function keptRepeatText(kept: string): string {
  const rule = parseRepeat(kept);
  return rule ? repeatText(rule) : kept;
}
