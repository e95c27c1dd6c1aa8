import { LAST_DATE_MS } from "../shared/limits";
import { fail } from "./errors";

/** Anything but blanks, controls and what has no width; U+2800 is a blank in braille. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What a name cannot hold: controls, and marks that turn the direction of the text around it. */
const NOT_IN_NAMES = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

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

/** A name on one line, without marks that turn the text around it; empty where nothing of it can be seen. */
export function cleanName(name: string): string {
  const clean = name.replace(/\s+/gu, " ").replace(NOT_IN_NAMES, "").trim();
  return VISIBLE.test(clean) ? clean : "";
}

/**
 * The same with something to see in it.
 *
 * @throws TEXT_EMPTY | TEXT_TOO_LONG
 */
export function requiredName(name: string, maxLength: number): string {
  return requiredLine(cleanName(name), maxLength);
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
