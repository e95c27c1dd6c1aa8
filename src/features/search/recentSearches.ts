/** What was searched for last in this browser, by each person; and where its results were left. */
import { readLocal, writeLocal } from "@/platform/localStore";

const MOST = 8;
const keyOf = (userId: string): string => `searches:${userId}`;

export function recentSearches(userId: string): string[] {
  try {
    const kept: unknown = JSON.parse(readLocal(keyOf(userId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((text) => typeof text === "string") : [];
  } catch {
    return []; // damaged
  }
}

export function noteSearch(userId: string, text: string): void {
  const clean = text.trim();
  if (clean === "") return;
  const others = recentSearches(userId).filter((one) => one !== clean);
  writeLocal(keyOf(userId), JSON.stringify([clean, ...others].slice(0, MOST)));
}

/** How far results were loaded and scrolled when they were left: who comes back finds them so. */
export type Left = { count: number; top: number };

const left = new Map<string, Left>();
const LEFT_AT_MOST = 50;

export const leftAt = (address: string): Left => left.get(address) ?? { count: 0, top: 0 };

export function noteLeft(address: string, at: Left): void {
  left.delete(address);
  left.set(address, at);
  const oldest = left.keys().next();
  if (left.size > LEFT_AT_MOST && !oldest.done) left.delete(oldest.value);
}
