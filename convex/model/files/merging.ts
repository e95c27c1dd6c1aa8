/**
 * Joins what two people made of one text, line by line. What only one of them changed is taken; where both changed the same
 * lines, or lines beside each other, both are kept for somebody to choose.
 *
 *   base  a b c d e      mine  a B c d e      theirs  a b c D e f      ──▶  a B c D e f
 */
import { v, type Infer } from "convex/values";
import { diff3Merge } from "node-diff3";

/** A part of the text that is settled, or one that both have changed. */
export const piece = v.union(
  v.object({ text: v.string() }),
  v.object({ mine: v.string(), theirs: v.string() }),
);
export type Piece = Infer<typeof piece>;

/** Pairs of lines that may be compared: more would take seconds. A longer change is put to the person whole. */
const MOST_PAIRS = 16_000_000;

/** How many lines are the same from one end on. */
function sameLines(texts: readonly string[][], most: number, at: (lines: string[], i: number) => unknown) {
  let count = 0;
  while (count < most && texts.every((lines) => at(lines, count) === at(texts[0]!, count))) count += 1;
  return count;
}

export function merge(base: string, mine: string, theirs: string): Piece[] {
  if (base === theirs || mine === theirs) return [{ text: mine }];
  if (base === mine) return [{ text: theirs }];
  const all = [mine, base, theirs].map((text) => text.split("\n"));
  const shortest = Math.min(...all.map((lines) => lines.length));
  const head = sameLines(all, shortest, (lines, i) => lines[i]);
  const tail = sameLines(all, shortest - head, (lines, i) => lines.at(-1 - i));
  const [own, old, other] = all.map((lines) => lines.slice(head, lines.length - tail)) as [
    string[],
    string[],
    string[],
  ];
  const isLong = (old.length + 1) * (Math.max(own.length, other.length) + 1) > MOST_PAIRS;
  const parts = isLong ? [{ conflict: { a: own, b: other } }] : diff3Merge(own, old, other);
  const found: Part[] = [
    { ok: all[0]!.slice(0, head) },
    ...parts,
    { ok: all[0]!.slice(all[0]!.length - tail) },
  ];
  return piecesOf(found);
}

type Part = { ok?: string[]; conflict?: { a: string[]; b: string[] } };

/** Lines that follow each other in one piece; a piece without a line is left out, so that no line is added. */
function piecesOf(parts: readonly Part[]): Piece[] {
  const pieces: Piece[] = [];
  let settled: string[] = [];
  const close = () => {
    if (settled.length > 0) pieces.push({ text: settled.join("\n") });
    settled = [];
  };
  for (const { ok, conflict } of parts) {
    if (ok) settled.push(...ok);
    if (!conflict) continue;
    close();
    pieces.push({ mine: conflict.a.join("\n"), theirs: conflict.b.join("\n") });
  }
  close();
  return pieces;
}

/** The whole text, or null where somebody has to choose. */
export function settledText(pieces: readonly Piece[]): string | null {
  if (pieces.length === 0) return "";
  const [only, ...others] = pieces;
  return only && "text" in only && others.length === 0 ? only.text : null;
}
