/**
 * Full-text search: which documents have the terms of a query, the best first.
 *
 * Shapes  A query's last term stands for every word that begins with it. Filters are equalities that all hold.
 * Errors  FunctionError in Convex's words.
 * Rules   SPEC.md SE. An answer depends on nothing but the documents that match, so what a search has read is its
 *         terms: a write of a document touches the terms it has, before and after.
 */
import { createHash } from "node:crypto";
import { FunctionError } from "../values/errors.ts";
import { keyPart } from "../values/indexKey.ts";
import { fieldAt, isObject, type Json, type JsonObject } from "../values/json.ts";
import { termsOf } from "../values/terms.ts";
import type { SizedText } from "../storage/documentCache.ts";
import type { Store } from "../storage/store.ts";
import { LISTED_BEGINNING, TEXT_SCAN_SIZES, type TextEntry } from "../storage/textIndex.ts";
import type { ReadRange, Write } from "./readSet.ts";
import type { SearchIndex, Table } from "./table.ts";

/** As `withSearchIndex` sends it. */
export type SearchFilter = { type: "Search" | "Eq"; fieldPath: string; value: Json };
/** A search with its index resolved. */
export type Search = { index: SearchIndex; terms: string[]; filters: string[] };

const MAX_TERMS = 16;
const MAX_FILTERS = 8;
export const MAX_RESULTS = 1024;
/** Longer texts are found by all their terms, and ranked by those at their beginning. */
const MAX_RANKED_LENGTH = 10_000;
/** Words that begin like the last term and are looked for one by one. */
const MAX_BEGINNINGS = 16;
const BUCKET_LENGTH = 3;
const END = "\x01";

/** How the index knows that a filter field has a value. */
function filterWord(field: number, value: Json | undefined): string {
  return `f${createHash("sha256")
    .update(`${field}:${keyPart(value)}`)
    .digest("hex")
    .slice(0, 32)}`;
}

function textOf(index: SearchIndex, document: JsonObject): string | null {
  const text = fieldAt(document, index.searchField);
  return typeof text === "string" ? text : null;
}

function entryOf(index: SearchIndex, document: JsonObject): TextEntry | null {
  const text = textOf(index, document);
  if (text === null) return null;
  const filters = index.filterFields.map((field, i) => filterWord(i, fieldAt(document, field)));
  return { text: termsOf(text).join(" "), filters: filters.join(" ") };
}

/** Enters a document in the full-text indexes of its table, in the place of what it was. Null is none. */
export function enterTexts(
  store: Store,
  { texts }: Table,
  row: number,
  before: JsonObject | null,
  after: JsonObject | null,
): void {
  for (const index of texts.values()) {
    const was = before && entryOf(index, before);
    const is = after && entryOf(index, after);
    if (was?.text !== is?.text || was?.filters !== is?.filters) store.texts.change(index.number, row, is);
  }
}

/** The terms that a change of a document touches. */
export function textWrites({ texts }: Table, ...documents: JsonObject[]): Write[] {
  if (texts.size === 0) return [];
  return [...texts.values()].flatMap((index) => {
    const terms = new Set(documents.flatMap((document) => termsOf(textOf(index, document) ?? "")));
    return [...terms].map((term) => ({ index: index.number, ...keysOf(term) }));
  });
}

/** A term's key, and the buckets of its readers: one for the term and one for each of its beginnings. */
function keysOf(term: string): { key: string; prefixes: string[] } {
  const key = term + END;
  const prefixes = [key];
  for (let length = 1; length <= Math.min(BUCKET_LENGTH, term.length); length++)
    prefixes.push(term.slice(0, length));
  return { key, prefixes };
}

/** @throws FunctionError when the index has no such fields */
export function planSearch(index: SearchIndex, filters: SearchFilter[], name: string): Search {
  const [search, ...others] = filters.filter(({ type }) => type === "Search");
  if (search === undefined || others.length > 0 || search.fieldPath !== index.searchField)
    throw new FunctionError(
      `Search query against ${name} must search its search field, "${index.searchField}", once.`,
    );
  if (typeof search.value !== "string")
    throw new FunctionError(`Search query against ${name} must search for a text.`);
  const equalities = filters.filter(({ type }) => type === "Eq");
  if (equalities.length > MAX_FILTERS)
    throw new FunctionError(
      `Search query against ${name} has too many filter conditions. Max: ${MAX_FILTERS}.`,
    );
  const words = equalities.map(({ fieldPath, value }) => {
    const field = index.filterFields.indexOf(fieldPath);
    if (field === -1)
      throw new FunctionError(
        `Search query against ${name} filters by "${fieldPath}", which is not one of its filter fields.`,
      );
    return filterWord(field, isObject(value) && "$undefined" in value ? undefined : value);
  });
  const terms = termsOf(search.value).slice(0, MAX_TERMS);
  // The last one may be unfinished, wherever else it stands.
  const last = terms.pop();
  return { index, terms: [...new Set(terms), ...(last === undefined ? [] : [last])], filters: words };
}

/** What a search reads: its terms, and all terms that begin with the last one. */
export function readsOf({ index, terms }: Search): ReadRange[] {
  return terms.map((term, i) => {
    const key = term + END;
    const isLast = i === terms.length - 1;
    return isLast
      ? { index: index.number, prefix: term.slice(0, BUCKET_LENGTH), from: term, to: `${term}\uffff` }
      : { index: index.number, prefix: key, from: key, to: `${key}${END}` };
  });
}

type Candidate = { found: SizedText; createdAt: number; counts: number[]; length: number };

/**
 * The documents that have any of the terms: first those that have all, the best first, equals newest first. Ranked are the
 * newest of each term and of all terms together: to rank a million documents with a common word would take a second.
 * @param wanted how many will be read; Infinity for all there are
 */
export function ranked(store: Store, search: Search, wanted: number): SizedText[] {
  const { terms } = search;
  if (terms.length === 0) return [];
  const size = TEXT_SCAN_SIZES.find((known) => known >= wanted) ?? TEXT_SCAN_SIZES.at(-1)!;
  const words = wordsOf(store, search);
  const newest = (places: number[]) => {
    const expression = expressionOf(
      search,
      places.map((place) => words[place]!),
    );
    return store.texts.newest(search.index.number, expression, size);
  };
  const lists = terms.map((_, i) => newest([i]));
  const whole = terms.length > 1 ? newest(terms.map((_, i) => i)) : lists[0]!;
  const isEnough = whole.length >= wanted;
  const rows = new Set(isEnough ? whole : [...whole, ...lists.flat()]);
  const candidates = [...rows].map((row) => candidateOf(store.textIn(row), search));
  const total = Math.max(...lists.map(([first = 1]) => first));
  const weights = lists.map((list) => weightOf(list, size, total));
  const meanLength = candidates.reduce((sum, { length }) => sum + length, 0) / candidates.length;
  // The rows of a set come in the order in which they were put there.
  return candidates
    .map((candidate, i) => ({
      ...candidate,
      isWhole: i < whole.length,
      score: scoreOf(candidate, weights, meanLength),
    }))
    .toSorted(
      (a, b) => Number(b.isWhole) - Number(a.isWhole) || b.score - a.score || b.createdAt - a.createdAt,
    )
    .map(({ found }) => found);
}

const isText = (word: string) => `text : "${word}"`;

/** Each term in FTS5's query language; the last one as the words that begin with it, where these are few. */
function wordsOf(store: Store, { index, terms }: Search): string[] {
  const [last, others] = [terms.at(-1)!, terms.slice(0, -1)];
  const few =
    last.length <= LISTED_BEGINNING ? null : store.texts.wordsLike(index.number, last, MAX_BEGINNINGS);
  const isAny = few && few.length > 0 ? `(${few.map(isText).join(" OR ")})` : `${isText(last)}*`;
  return [...others.map(isText), isAny];
}

/** All of the words and filters in FTS5's query language. */
function expressionOf({ filters }: Search, words: string[]): string {
  return [...words, ...filters.map((word) => `filters : "${word}"`)].join(" AND ");
}

function candidateOf(found: SizedText, { index, terms }: Search): Candidate {
  const document = JSON.parse(found.json) as JsonObject & { _creationTime: number };
  const words = termsOf(textOf(index, document)!.slice(0, MAX_RANKED_LENGTH));
  const counts = terms.map((term, i) => {
    let count = 0;
    for (const word of words) {
      if (word === term) count++;
      // What only begins like the last term may not be what is meant.
      else if (i === terms.length - 1 && word.startsWith(term)) count += 0.5;
    }
    return count;
  });
  return { found, createdAt: document._creationTime, counts, length: words.length };
}

/**
 * What a term tells: the rarer, the more. How many documents have it is guessed, where not all were looked at,
 * from how densely the newest of them lie among all rows.
 * @param total at least as many documents as there are
 */
function weightOf(rows: number[], size: number, total: number): number {
  const [newest = 1, oldest = 1] = [rows[0], rows.at(-1)];
  const density = rows.length / (newest - oldest + 1);
  const count = rows.length < size ? rows.length : density * newest;
  return Math.log(1 + (total - count + 0.5) / (count + 0.5));
}

/** BM25, over the candidates. */
function scoreOf({ counts, length }: Candidate, weights: number[], meanLength: number): number {
  const damping = 1.2 * (0.25 + (0.75 * length) / meanLength);
  return counts.reduce((sum, count, i) => sum + (weights[i]! * count * 2.2) / (count + damping), 0);
}
