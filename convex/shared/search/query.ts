/**
 * What somebody types to search: words, "exact phrases", -exclusions, and operators such as `from:ana` or
 * `during:"last week"`.
 *
 * Rules  Every word must be there. The last one may be unfinished, unless something follows it. What looks like an operator
 *        and is none, such as `http:`, is words.
 */
import { LIMITS } from "../limits";
import { cutText } from "../text";
import { segmentsOf, sequenceOf, typedTerms } from "./words";

export const OPERATORS = [
  "from",
  "in",
  "to",
  "with",
  "before",
  "after",
  "on",
  "during",
  "has",
  "is",
  "assignee",
  "due",
  "tag",
  "category",
  "priority",
  "column",
] as const;
export type OperatorName = (typeof OPERATORS)[number];

export const HAS = [
  "link",
  "file",
  "image",
  "video",
  "audio",
  "document",
  "reaction",
  "pin",
  "task",
] as const;
export const IS = ["thread", "dm", "saved", "open", "done", "mine", "overdue"] as const;

export type Operator = { name: OperatorName; value: string; isNot: boolean };

/** What must, or must not, be in a text. */
export type Clause = {
  isNot: boolean;
  /** Each is among the terms of the text; of the last a beginning is enough where it is open. */
  terms: string[];
  isOpen: boolean;
  /** What stands in the sequence of the text; null where the terms say all. */
  phrase: string | null;
};

export type Query = { clauses: Clause[]; operators: Operator[] };

const PIECE = /(-?)(?:([a-z]+):)?(?:"([^"]*)("?)|(\S+))/giu;
/** Typographic quotation marks, as phones write them. */
const QUOTE = /[“”„«»]/gu;

function isOperator(name: string | undefined): name is OperatorName {
  return name !== undefined && (OPERATORS as readonly string[]).includes(name);
}

export function parseQuery(typed: string): Query {
  const text = cutText(typed, LIMITS.searchText, "").replace(QUOTE, '"');
  const query: Query = { clauses: [], operators: [] };
  for (const match of text.matchAll(PIECE)) {
    const [piece, minus = "", prefix, quoted, end, plain] = match;
    const name = prefix?.toLowerCase();
    const isNot = minus === "-";
    if (isOperator(name)) {
      const value = (quoted ?? plain ?? "").trim();
      if (value !== "") query.operators.push({ name, value, isNot });
      continue;
    }
    // An operator whose value is yet to come.
    if (isOperator(/^-?([a-z]+):$/iu.exec(piece)?.[1]?.toLowerCase())) continue;
    const isLast = match.index + piece.length === text.length;
    const isOpen = isLast && !isNot && (quoted === undefined || end === "");
    const said = quoted === undefined ? piece.slice(minus.length) : `${prefix ?? ""} ${quoted}`;
    const clause = clauseOf(said, { isNot, isOpen });
    if (clause) query.clauses.push(clause);
  }
  return query;
}

/** What a word, or several that follow each other, asks of a text; null where nothing of it can be looked up. */
export function clauseOf(said: string, { isNot, isOpen }: Pick<Clause, "isNot" | "isOpen">): Clause | null {
  const segments = segmentsOf(said);
  const [first, last] = [segments[0], segments.at(-1)];
  if (!first || !last) return null;
  const terms = [...new Set(segments.flatMap(typedTerms))];
  const isAlone = segments.length === 1;
  const letters = Array.from(last.text).length;
  if (isAlone && (last.kind !== "run" || letters === 2))
    return { isNot, terms, isOpen: isOpen && last.kind === "word", phrase: null };
  const within = sequenceOf(said).trim();
  const start = first.kind === "run" ? "" : " ";
  const end = last.kind === "run" || (isOpen && last.kind === "word") ? "" : " ";
  // A lone character begins a term wherever it stands.
  const isBeginning = last.kind === "run" ? letters === 1 : isOpen && last.kind === "word";
  return { isNot, terms, isOpen: isBeginning, phrase: `${start}${within}${end}` };
}

/** An operator as it is typed. */
export function operatorText({ name, value, isNot }: Operator): string {
  return `${isNot ? "-" : ""}${name}:${/[\s"]/u.test(value) ? `"${value.replaceAll('"', "")}"` : value}`;
}

/** What is typed without its operators. */
export function wordsIn(typed: string): string {
  return typed
    .replace(QUOTE, '"')
    .replace(PIECE, (piece, _minus: string, prefix?: string) =>
      isOperator(prefix?.toLowerCase()) ? "" : piece,
    )
    .replace(/\s+/gu, " ")
    .trimStart();
}
