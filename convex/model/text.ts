import { LAST_DATE_MS } from "../shared/limits";
import { fail } from "./errors";

/** Anything but blanks, controls and zero-width characters. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;

/**
 * A text without the blanks around it.
 *
 * @throws TEXT_TOO_LONG
 */
export function cleanText(text: string, maxLength: number): string {
  const clean = text.trim();
  if (clean.length > maxLength) throw fail("TEXT_TOO_LONG");
  return clean;
}

/**
 * A text with something to see in it.
 *
 * @throws TEXT_EMPTY | TEXT_TOO_LONG
 */
export function requiredText(text: string, maxLength: number): string {
  const clean = cleanText(text, maxLength);
  if (!VISIBLE.test(clean)) throw fail("TEXT_EMPTY");
  return clean;
}

/**
 * The same on one line: a name, a title.
 *
 * @throws TEXT_EMPTY | TEXT_TOO_LONG
 */
export function requiredLine(text: string, maxLength: number): string {
  return requiredText(text.replace(/\s+/gu, " "), maxLength);
}

/**
 * A time a calendar can show: `v.number()` alone lets NaN and the infinities through.
 *
 * @throws DATE_INVALID
 */
export function requireDate(ms: number): number {
  if (!Number.isFinite(ms) || ms < 0 || ms > LAST_DATE_MS) throw fail("DATE_INVALID");
  return ms;
}
