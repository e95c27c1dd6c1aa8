/**
 * Joins what two people made of one text, line by line. What only one of them changed is taken; where both changed the same
 * line, or put lines in or out at one place, both are kept for somebody to choose.
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
  const whole: Region = { conflict: { a: own, o: old, b: other } };
  const regions: Region[] = isLong ? [whole] : diff3Merge(own, old, other);
  return piecesOf([
    { ok: all[0]!.slice(0, head) },
    ...regions.flatMap(({ ok, conflict }): Part[] => (conflict ? eachLine(conflict) : [{ ok: ok ?? [] }])),
    { ok: all[0]!.slice(all[0]!.length - tail) },
  ]);
}

type Lines = Record<"a" | "o" | "b", string[]>;
type Region = { ok?: string[]; conflict?: Lines };
type Part = { ok: string[] } | { a: string[]; b: string[] };

/** Lines beside each other that nobody put in or out, such as the items of a list, are compared one by one. */
function eachLine({ a, o, b }: Lines): Part[] {
  if (a.length !== o.length || b.length !== o.length) return [{ a, b }];
  return o.map((old, i) => {
    const [mine, theirs] = [a[i]!, b[i]!];
    if (mine === old) return { ok: [theirs] };
    return theirs === old || theirs === mine ? { ok: [mine] } : { a: [mine], b: [theirs] };
  });
}

/** Parts of one kind that follow each other in one piece; one without a line is left out, so that no line is added. */
function piecesOf(parts: readonly Part[]): Piece[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if ("ok" in part && part.ok.length === 0) continue;
    if (last && "ok" in last && "ok" in part) for (const line of part.ok) last.ok.push(line);
    else if (last && "a" in last && "a" in part) {
      last.a.push(...part.a);
      last.b.push(...part.b);
    } else joined.push(part);
  }
  return joined.map((part) =>
    "ok" in part ? { text: part.ok.join("\n") } : { mine: part.a.join("\n"), theirs: part.b.join("\n") },
  );
}

/** The whole text, or null where somebody has to choose. */
export function settledText(pieces: readonly Piece[]): string | null {
  if (pieces.length === 0) return "";
  const [only, ...others] = pieces;
  return only && "text" in only && others.length === 0 ? only.text : null;
}
