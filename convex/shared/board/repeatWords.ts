/** How a task comes again, as people write it: "every 2 weeks on mon and thu", "every weekday", "every 15th until 24 dec". */
import { MONTHS, placeOf, WEEKDAYS } from "./dayNames";
import { dayIn, UNIT, type Understood } from "./dueWords";
import { MOST_REPEATS, type Repeat, type RepeatUnit } from "./repeats";

const ORDINALS: Record<string, number> = {
  first: 1,
  "1st": 1,
  second: 2,
  "2nd": 2,
  third: 3,
  "3rd": 3,
  fourth: 4,
  "4th": 4,
  last: -1,
};
const DATE = /^(\d{1,2})(?:st|nd|rd|th)$/;
const WORKDAYS = [1, 2, 3, 4, 5];

/** 1 for Monday to 7 for Sunday; 0 for what is no weekday, in the plural too. */
function weekdayIn(word = ""): number {
  const place = placeOf(WEEKDAYS, word.length > 4 ? word.replace(/s$/, "") : word);
  return place < 0 ? 0 : place || 7;
}

/** Days of the week, one after the other. */
function weekdaysIn(words: readonly string[]): Understood<number[]> | null {
  const days = new Set<number>();
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    const day = weekdayIn(words[i]);
    if (day > 0) {
      days.add(day);
      count = i + 1;
    } else if (days.size === 0 || (words[i] !== "and" && words[i] !== "&")) break;
  }
  return count === 0 ? null : { count, meant: [...days].toSorted((a, b) => a - b) };
}

const dateIn = (word = ""): number => {
  const date = Number(DATE.exec(word)?.[1]);
  return date >= 1 && date <= 31 ? date : 0;
};

type Found = Understood<Pick<Repeat, "on" | "day" | "nth" | "month">> | null;

/** Behind "on": days of a week, or which day of a month. */
function daysIn(words: readonly string[], unit: RepeatUnit | undefined): Found {
  const lead = words[0] === "the" ? 1 : 0;
  const [first = "", second = ""] = words.slice(lead);
  const ofMonth = unit === undefined || unit === "month";
  const week = ORDINALS[first];
  if (ofMonth && week !== undefined && weekdayIn(second) > 0)
    return { count: lead + 2, meant: { nth: { week, weekday: weekdayIn(second) } } };
  const month = placeOf(MONTHS, second) + 1 || placeOf(MONTHS, first) + 1;
  const date = [first, second].map(
    (word) => dateIn(word) || (/^\d{1,2}$/.test(word) ? dateIn(`${word}th`) : 0),
  );
  const day = date[0] || date[1];
  if ((unit === undefined || unit === "year") && month > 0 && day)
    return { count: lead + 2, meant: { month, day } };
  if (ofMonth && dateIn(first) > 0) return { count: lead + 1, meant: { day: dateIn(first) } };
  const days = unit === undefined || unit === "week" ? weekdaysIn(words) : null;
  return days && { count: days.count, meant: { on: days.meant } };
}

const unitOf = ({ on, month }: Partial<Repeat>): RepeatUnit =>
  on ? "week" : month === undefined ? "month" : "year";

/** What is behind "every": how many of what, or which days. */
function periodIn(words: readonly string[], most: number): Understood<Repeat> | null {
  const [first = ""] = words;
  const every = first === "other" ? 2 : /^\d{1,3}$/.test(first) ? Number(first) : 1;
  const lead = first === "other" || /^\d{1,3}$/.test(first) ? 1 : 0;
  const unit = UNIT.exec(words[lead] ?? "")?.[1] as RepeatUnit | undefined;
  if (/^(?:week|work)days?$/.test(first))
    return { count: 1, meant: { unit: "week", every: 1, on: WORKDAYS } };
  if (unit && every > 0 && every <= most) {
    const isOn = words[lead + 1] === "on";
    const days = isOn ? daysIn(words.slice(lead + 2), unit) : null;
    if (!days) return { count: lead + 1, meant: { unit, every } };
    return { count: lead + 2 + days.count, meant: { unit, every, ...days.meant } };
  }
  const isOther = first === "other";
  const days = daysIn(words.slice(isOther ? 1 : 0), undefined);
  if (!days) return null;
  const meant = { unit: unitOf(days.meant), every: isOther ? 2 : 1, ...days.meant };
  return { count: days.count + (isOther ? 1 : 0), meant };
}

/** "until 24 dec", "10 times": of those, one is this one. */
function endIn(words: readonly string[], today: number): Understood<Pick<Repeat, "until" | "times">> | null {
  if (words[0] === "until") {
    const day = dayIn(words.slice(1), today);
    return day && { count: day.count + 1, meant: { until: day.meant } };
  }
  const times = Number(/^\d{1,3}$/.exec(words[0] ?? "")?.[0]) - 1;
  return words[1] === "times" && times >= 1 ? { count: 2, meant: { times } } : null;
}

/** What the first words say, in small letters; null where they name no rule. */
export function repeatIn(words: readonly string[], today: number): Understood<Repeat> | null {
  if (words[0] !== "every") return null;
  const period = periodIn(words.slice(1), MOST_REPEATS);
  if (!period) return null;
  let count = 1 + period.count;
  const isAfter =
    words[count] === "after" && words[count + 1] === "done" && Object.keys(period.meant).length === 2;
  if (isAfter) count += 2;
  const end = endIn(words.slice(count), today);
  return {
    count: count + (end?.count ?? 0),
    meant: { ...period.meant, ...(isAfter && { afterDone: true as const }), ...end?.meant },
  };
}
