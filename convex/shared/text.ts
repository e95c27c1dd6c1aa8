const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Longest character that is looked for where a text is cut, in UTF-16 code units: families of emoji have about 30. */
const LONGEST_CHARACTER = 64;

/**
 * A text of `most` UTF-16 code units at the most, cut between two characters as people see them: never within an emoji
 * or before an accent. A text that was cut ends with `end`.
 * Halves of characters, which no store takes, become "\uFFFD".
 */
export function cutText(given: string, most: number, end = "…"): string {
  const text = given.toWellFormed();
  if (text.length <= most) return text;
  const room = most - end.length;
  // A character surely begins where a printable ASCII one does.
  let from = Math.max(0, room - LONGEST_CHARACTER);
  while (from > 0 && !/[ -~]/.test(text.charAt(from))) from -= 1;
  let at = from;
  for (const { index, segment } of characters.segment(text.slice(from, room + LONGEST_CHARACTER))) {
    const next = from + index + segment.length;
    if (next > room) break;
    at = next;
  }
  return `${text.slice(0, at).trimEnd()}${end}`;
}
