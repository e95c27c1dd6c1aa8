/** The days of a month on a calendar, in the reader's own time zone. */

export type Month = { year: number; /** 0 is January. */ month: number };

/** The month of a time, or one some months after it. */
export function monthOf(at: number, later = 0): Month {
  const date = new Date(at);
  const first = new Date(date.getFullYear(), date.getMonth() + later, 1);
  return { year: first.getFullYear(), month: first.getMonth() };
}

/** Midnight of each of its days, and of the first day after it. */
export function boundsOf({ year, month }: Month): number[] {
  const count = new Date(year, month + 1, 0).getDate();
  return Array.from({ length: count + 1 }, (_, i) => new Date(year, month, 1 + i).getTime());
}

/** A day as it stands in an address: "2026-11-29". */
export function dayText(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
