/** Words that a person wants to hear of: whole ones, however they are written, or several that follow each other. */
import { clauseOf } from "../search/query";
import { segmentsOf, sequenceOf, termsOf, typedTerms } from "../search/words";

const asked = { isNot: false, isOpen: false };

/** By what a keyword is looked up; undefined where nothing of it can be found in a text. */
export const keyOf = (keyword: string): string | undefined => clauseOf(keyword, asked)?.terms[0];

/** By what the keywords in a text are looked up, each once, in its order. */
export function keysIn(text: string): string[] {
  return [
    ...new Set(
      segmentsOf(text).flatMap((segment) =>
        segment.kind === "run"
          ? [...termsOf(segment, text), ...Array.from(segment.text)]
          : typedTerms(segment),
      ),
    ),
  ];
}

/** Tells whether a text has one of some keywords; it is looked through once. */
export function finderIn(text: string): (keywords: readonly string[]) => boolean {
  let [keys, sequence]: [Set<string> | undefined, string | undefined] = [undefined, undefined];
  return (keywords) =>
    keywords.some((keyword) => {
      const clause = clauseOf(keyword, asked);
      if (!clause) return false;
      if (clause.phrase === null) return (keys ??= new Set(keysIn(text))).has(clause.terms[0]!);
      return (sequence ??= sequenceOf(text)).includes(clause.phrase);
    });
}
