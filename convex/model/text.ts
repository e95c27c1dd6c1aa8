import { LAST_DATE_MS } from "../shared/limits";
import { fail } from "./errors";

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

/** @throws TEXT_EMPTY | TEXT_TOO_LONG */
export function requiredText(text: string, maxLength: number): string {
  const clean = cleanText(text, maxLength);
  if (clean === "") throw fail("TEXT_EMPTY");
  return clean;
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
