/** Whether a text is what a search asks for, where in it, and the piece of it that shows so. */
import { cutText } from "../text";
import type { Clause } from "./query";
import { segmentsOf, sequenceOf, termsOf, type Segment } from "./words";

/** Whether the terms of a clause are among those of a text, given with spaces around each. */
export function hasTerms(spaced: string, { terms, isOpen }: Pick<Clause, "terms" | "isOpen">): boolean {
  return terms.every((term, i) =>
    spaced.includes(isOpen && i === terms.length - 1 ? ` ${term}` : ` ${term} `),
  );
}

/** Whether a text has what every clause asks for. `terms` are those it is indexed by; the text is read where they do not tell. */
export function fits(clauses: readonly Clause[], terms: string, textOf: () => string): boolean {
  const spaced = ` ${terms} `;
  let sequence: string | undefined;
  return clauses.every((clause) => {
    const isThere =
      hasTerms(spaced, clause) &&
      (clause.phrase === null || (sequence ??= sequenceOf(textOf())).includes(clause.phrase));
    return isThere !== clause.isNot;
  });
}

/** A piece of a text, in UTF-16 code units. */
export type Mark = { from: number; to: number };

/** What a search has found in a text, in its order. */
export function marksIn(text: string, clauses: readonly Clause[]): Mark[] {
  const sought = clauses.filter(({ isNot }) => !isNot);
  if (sought.length === 0) return [];
  const segments = segmentsOf(text);
  const marks = segments.flatMap((segment) => sought.flatMap((clause) => marksOf(segment, text, clause)));
  return joined(marks);
}

function marksOf(segment: Segment, text: string, { terms, isOpen, phrase }: Clause): Mark[] {
  if (segment.kind !== "run") {
    const own = termsOf(segment, text);
    const isFound = terms.some((term, i) =>
      own.some((one) => one === term || (isOpen && i === terms.length - 1 && one.startsWith(term))),
    );
    return isFound ? [{ from: segment.from, to: segment.to }] : [];
  }
  const needles = phrase === null ? terms : phrase.split(" ").filter((part) => part !== "");
  // What folding makes longer or shorter is marked whole.
  const isAligned = segment.text.length === segment.to - segment.from;
  return needles.flatMap((needle) => {
    const found: Mark[] = [];
    for (
      let at = segment.text.indexOf(needle);
      at >= 0;
      at = segment.text.indexOf(needle, at + needle.length)
    )
      found.push(
        isAligned
          ? { from: segment.from + at, to: segment.from + at + needle.length }
          : { from: segment.from, to: segment.to },
      );
    return found;
  });
}

/** Marks that touch or overlap become one. */
function joined(marks: Mark[]): Mark[] {
  const inOrder = marks.toSorted((a, b) => a.from - b.from);
  const whole: Mark[] = [];
  for (const mark of inOrder) {
    const last = whole.at(-1);
    if (last && mark.from <= last.to) last.to = Math.max(last.to, mark.to);
    else whole.push({ ...mark });
  }
  return whole;
}

/** Characters before the first mark that an excerpt keeps. */
const LEAD = 80;

/** The piece of a text around what was found in it, cut at whole characters. */
export function excerptOf(text: string, clauses: readonly Clause[], most: number): string {
  if (text.length <= most) return text;
  const first = marksIn(text, clauses)[0]?.from ?? 0;
  if (first <= LEAD) return cutText(text, most);
  const space = text.slice(0, first - LEAD / 2).search(/\s\S*$/u);
  const from = space > first - 2 * LEAD ? space + 1 : wholeFrom(text, first - LEAD);
  return `…${cutText(text.slice(from), most - 1)}`;
}

/** The beginning of a character at a place or shortly after it. */
function wholeFrom(text: string, at: number): number {
  for (const { index } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(
    text.slice(Math.max(0, at - LEAD), at + LEAD),
  ))
    if (Math.max(0, at - LEAD) + index >= at) return Math.max(0, at - LEAD) + index;
  return at;
}
