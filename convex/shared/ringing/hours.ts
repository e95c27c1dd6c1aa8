/**
 * Hours without noise, by the clocks where a person is: what those show at an instant decides, so that an hour that is left
 * out in spring, or comes twice in autumn, needs no rule of its own.
 */

/** Minutes of a day, from 0 to 1,439. Hours that end before they begin end on the next day, equal ones are a whole day. */
export type QuietHours = {
  from: number;
  until: number;
  /** The days on which they begin: 1 for Monday to 7 for Sunday. */
  days: readonly number[];
};

export const DAY_MINUTES = 1_440;

/** What clocks show: the day of the week as above, and the minute of the day. */
export type Clock = { day: number; minute: number };

export function areQuiet({ from, until, days }: QuietHours, { day, minute }: Clock): boolean {
  const before = day === 1 ? 7 : day - 1;
  if (from < until) return days.includes(day) && from <= minute && minute < until;
  return (days.includes(day) && minute >= from) || (days.includes(before) && minute < until);
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const formats = new Map<string, Intl.DateTimeFormat>();
const MOST_KEPT = 500;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  if (formats.size >= MOST_KEPT) formats.clear();
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formats.set(timeZone, format);
  return format;
}

/** What clocks of a time zone (an IANA name) show at an instant, in epoch ms. Needs no library: every tab may load it. */
export function clockAt(at: number, timeZone: string): Clock {
  const parts = formatOf(timeZone).formatToParts(at);
  const partOf = (type: string) => parts.find((part) => part.type === type)!.value;
  const minute = Number(partOf("hour")) * 60 + Number(partOf("minute"));
  return { day: WEEKDAYS.indexOf(partOf("weekday")) + 1, minute };
}
