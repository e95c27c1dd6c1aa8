/**
 * The terms of a text: its words, as full-text search knows them.
 *
 * Shapes  Runs of letters, marks and digits of any script, in lower case and composed form, cut at 32 characters.
 * Rules   SPEC.md SE.
 */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** The same in texts of ASCII, and four times as fast. */
const ASCII_WORD = /[a-z0-9]+/g;
// oxlint-disable-next-line no-control-regex
const ASCII = /^[\0-\x7f]*$/;
const MAX_TERM_LENGTH = 32;

/** The terms in the order of the text, with repetitions. */
export function termsOf(text: string): string[] {
  const words = ASCII.test(text)
    ? text.toLowerCase().match(ASCII_WORD)
    : text.normalize("NFC").toLowerCase().match(WORD);
  return (words ?? []).map((word) => word.slice(0, MAX_TERM_LENGTH));
}
