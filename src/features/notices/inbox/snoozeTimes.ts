const HOUR_MS = 3_600_000;

/** At nine in the morning, so many days from now, where the reader is. */
function morningIn(days: number, now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  date.setHours(9, 0, 0, 0);
  return date.getTime();
}

export const SNOOZES = ["hour", "evening", "tomorrow", "week"] as const;
export type Snooze = (typeof SNOOZES)[number];

/** When what is put off comes back. A week begins on Monday. */
export function timeOf(snooze: Snooze, now: number): number {
  switch (snooze) {
    case "hour":
      return now + HOUR_MS;
    case "evening":
      return now + 3 * HOUR_MS;
    case "tomorrow":
      return morningIn(1, now);
    case "week":
      return morningIn((8 - new Date(now).getDay()) % 7 || 7, now);
    default:
      return snooze satisfies never;
  }
}
