/** Times that are offered for what is done later, where the reader is or where somebody else is. */
import { myZone } from "@/lib/time";

const MINUTE_MS = 60_000;
const MORNING = 9;

/** By how much clocks in a time zone are ahead of UTC at an instant. */
function offsetMs(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  const clock = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return clock - Math.floor(at / 1000) * 1000;
}

/** A full hour on a day counted from today, as calendar and clock of a time zone have it. */
export function hourThere(now: number, daysAhead: number, hour: number, timeZone: string): number {
  const there = new Date(now + offsetMs(now, timeZone));
  const clock = Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate() + daysAhead, hour);
  // The offset of that day, which may have another one than today.
  const near = clock - offsetMs(clock, timeZone);
  return clock - offsetMs(near, timeZone);
}

/** Days until the Monday after today. */
const untilMonday = (now: number): number => (8 - new Date(now).getDay()) % 7 || 7;

export type Preset = { name: "inTwenty" | "inAnHour" | "tomorrow" | "monday" | "theirTomorrow"; at: number };

const mornings = (now: number): Preset[] => [
  { name: "tomorrow", at: hourThere(now, 1, MORNING, myZone()) },
  { name: "monday", at: hourThere(now, untilMonday(now), MORNING, myZone()) },
];

/** On Sundays tomorrow is Monday, which is offered once. */
const distinct = (presets: readonly Preset[]): Preset[] =>
  presets.filter(({ at }, i) => presets.findIndex((other) => other.at === at) === i);

export const remindTimes = (now: number): Preset[] =>
  distinct([
    { name: "inTwenty", at: now + 20 * MINUTE_MS },
    { name: "inAnHour", at: now + 60 * MINUTE_MS },
    ...mornings(now),
  ]);

/** @param readersZone  of the person on the other side of a conversation */
export function sendTimes(now: number, readersZone: string | null | undefined): Preset[] {
  const theirs = readersZone ? hourThere(now, 1, MORNING, readersZone) : undefined;
  return distinct([
    ...mornings(now),
    ...(theirs === undefined ? [] : [{ name: "theirTomorrow" as const, at: theirs }]),
  ]);
}

const two = (part: number) => String(part).padStart(2, "0");

/** As a field for a date and a time has it, where the reader is: "2026-11-30T09:00". */
export function toTimeInput(at: number): string {
  const date = new Date(at);
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Undefined for what is no time. */
export function fromTimeInput(value: string): number | undefined {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? new Date(value).getTime() : NaN;
  return Number.isFinite(at) ? at : undefined;
}

const UNITS: Record<string, number> = { m: 1, min: 1, minute: 1, h: 60, hour: 60, d: 1440, day: 1440 };

/** What somebody has typed behind /remind: "20 min", "in 2 hours", "tomorrow", "monday". Undefined for anything else. */
export function typedTime(typed: string, now: number): number | undefined {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^(in|me|on)\s+/, "")
    .replace(/^in\s+/, "");
  const [, count, unit = ""] = /^(\d{1,4})\s*([a-z]+?)s?\.?$/.exec(text) ?? [];
  const minutes = UNITS[unit] ?? (unit === "min" ? 1 : undefined);
  if (count !== undefined && minutes !== undefined) return now + Number(count) * minutes * MINUTE_MS;
  return mornings(now).find(({ name }) => name === text)?.at;
}
