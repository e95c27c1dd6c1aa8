/**
 * Where readers left the lists of this window: by the entry of the browser's history, for those who go back, and by the
 * list, for those who come back another way. It ends with the window.
 */

/** A row, its place in the order, and how far its top is above the list's. */
export type LeftAt = { key: string; ts: bigint; offset: number };

const MOST_KEPT = 1_000;
const kept = new Map<string, LeftAt | "end">();

function keep(name: string, left: LeftAt | "end"): void {
  kept.delete(name); // what is written anew is the newest
  kept.set(name, left);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** Notes where a reader is in a list. */
export function keepLeftAt(list: string, entry: string, left: LeftAt | "end"): void {
  keep(list, left);
  keep(`${list} ${entry}`, left);
}

/** Where a list was left in an entry of the history; undefined where it was never shown in it. */
export const leftInEntry = (list: string, entry: string): LeftAt | "end" | undefined =>
  kept.get(`${list} ${entry}`);

/** Where a list was left the last time, unless that was its end. */
export function leftIn(list: string): LeftAt | undefined {
  const left = kept.get(list);
  return left === "end" ? undefined : left;
}

/** Whoever comes to the list next begins at its end. */
export const forgetLeftAt = (list: string): void => void kept.delete(list);
