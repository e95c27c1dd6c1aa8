/**
 * Joins what two devices of one person made of one text, line by line, so that nobody is asked: what either of them typed is
 * kept. Where both changed the same lines, the lines of this device stand first.
 *
 *   base  "a"     mine  "a, and b"     theirs  "a, or c"     ──▶     "a, and b" over "a, or c"
 */
import { merge, type Piece } from "../files/merging";

export function join(base: string, mine: string, theirs: string): string {
  const known = new Set(base.split("\n"));
  return merge(base, mine, theirs)
    .flatMap((piece) => ("text" in piece ? [piece.text] : both(piece, known)))
    .join("\n");
}

/** New lines of both. A line of the base that only one of the two still has was changed or removed by the other. */
function both({ mine, theirs }: Extract<Piece, { mine: string }>, known: ReadonlySet<string>): string[] {
  const [own, other] = [mine.split("\n"), theirs.split("\n")];
  const added = other.filter((line) => !known.has(line) && !isBegun(line, own));
  const kept = own.filter((line) => !known.has(line) && !isBegun(line, added));
  // What they made of a line stands where it stood.
  const at = own.findIndex((line) => known.has(line));
  return at === 0 ? [...added, ...kept] : [...kept, ...added];
}

/** Whether a line is the beginning of one of these, or the same: it was saved while somebody went on typing it. */
const isBegun = (line: string, lines: readonly string[]) => lines.some((other) => other.startsWith(line));
