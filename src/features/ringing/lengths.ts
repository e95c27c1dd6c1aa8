import { FOR_GOOD } from "@convex/shared/ringing/levels";
import { HOUR_MS } from "@convex/shared/time";
import type { Texts } from "@/texts";
import { isSameDay } from "@/lib/time";
import { clockTime, dateName } from "@/texts/time";
import { texts } from "@/texts";

/** For how long a channel is muted, or all is paused. */
export type Length = keyof Texts["ringing"]["lengths"];

export const PAUSES: readonly Length[] = [
  "halfHour",
  "hour",
  "twoHours",
  "fourHours",
  "tomorrow",
  "week",
  "forGood",
];
export const MUTES: readonly Length[] = ["hour", "tomorrow", "week", "forGood"];

const MORNING = 9;

/** When that ends, on the clock here: tomorrow begins in the morning. */
export function endOf(length: Length, at: number): number {
  const now = new Date(at);
  const morning = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING).getTime();
  switch (length) {
    case "halfHour":
      return at + HOUR_MS / 2;
    case "hour":
      return at + HOUR_MS;
    case "twoHours":
      return at + 2 * HOUR_MS;
    case "fourHours":
      return at + 4 * HOUR_MS;
    case "tomorrow":
      return morning(1);
    case "week":
      return morning(7);
    case "forGood":
      return FOR_GOOD;
  }
}

const TYPED: Record<string, Length> = { tomorrow: "tomorrow", week: "week" };

/**
 * What somebody has typed behind /mute or /dnd: null for "off", else when it ends. Undefined for what is no length.
 *
 * @param usual  where nothing is typed, or "on"
 */
export function typedEnd(typed: string, usual: Length, now: number): number | null | undefined {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^(?:for|until)\s+/, "")
    .replace(/^a\s+/, "");
  if (text === "off") return null;
  if (text === "" || text === "on") return endOf(usual, now);
  const length = Object.hasOwn(TYPED, text) ? TYPED[text] : undefined;
  if (length) return endOf(length, now);
  const [, count, unit] = /^(\d{1,4})\s*(m|h|d)(?:in|our|ay)?(?:ute)?s?$/.exec(text) ?? [];
  const minutes = unit === "m" ? 1 : unit === "h" ? 60 : 1_440;
  return count && Number(count) > 0 ? now + Number(count) * minutes * 60_000 : undefined;
}

/** The end in words; undefined where there is none. */
export function endText(until: number): string | undefined {
  if (until >= FOR_GOOD) return undefined;
  const clock = clockTime(until);
  return isSameDay(until, Date.now()) ? clock : texts.messages.sinceDay(dateName(until), clock);
}
