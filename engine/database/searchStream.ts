/**
 * Runs the queries that `withSearchIndex` describes: documents in order of relevance, with filters, limits and pages.
 *
 * Shapes  A cursor is how many results lie before it. All pages of a query have read the same terms, so they are
 *         run again together, and lie gap-free beside each other at every position.
 * Errors  FunctionError in Convex's words.
 * Rules   SPEC.md SE.
 */
import { FunctionError } from "../values/errors.ts";
import type { JsonObject } from "../values/json.ts";
import type { SizedText } from "../storage/documentCache.ts";
import { matches } from "./filter.ts";
import {
  DocumentStream,
  planQuery,
  splitIndexName,
  type DocumentSource,
  type IndexQuery,
  type SerializedQuery,
} from "./query.ts";
import { MAX_RESULTS, planSearch, ranked, readsOf, type Search, type SearchFilter } from "./texts.ts";
import type { Transaction } from "./transaction.ts";

export type SearchSource = { type: "Search"; indexName: string; filters: SearchFilter[] };
export type SearchQuery = SerializedQuery & { source: SearchSource };

export function isSearch(query: SerializedQuery): query is SearchQuery {
  return query.source.type === "Search";
}

/** Opens any query. */
export function openQuery(tx: Transaction, query: SerializedQuery): DocumentSource {
  if (isSearch(query)) return new SearchStream(tx, query);
  return new DocumentStream(tx, planQuery(tx, query as IndexQuery));
}

/** Null when there is no such table yet. @throws FunctionError */
function resolve(tx: Transaction, { indexName, filters }: SearchSource): Search | null {
  const [tableName, name] = splitIndexName(indexName);
  const table = tx.table(tableName);
  if (table === undefined) {
    tx.readMissingTable(tableName);
    return null;
  }
  const index = table.texts.get(name);
  if (index === undefined) throw new FunctionError(`Index ${indexName} not found.`);
  return planSearch(index, tx.positioned(filters), indexName);
}

/** The results a page may look at: those from one place in the order of relevance up to another. */
export type SearchBounds = { from: number; to: number };

export class SearchStream implements DocumentSource {
  readonly #tx: Transaction;
  readonly #search: Search | null;
  readonly #operators: SerializedQuery["operators"];
  readonly #bounds: SearchBounds | null;
  #limit: number;
  #results: SizedText[] | null = null;
  #position: number;
  rowsRead = 0;
  readonly hasStopped = false;

  /** @param bounds of a page; without them the whole query is run */
  constructor(tx: Transaction, { source, operators }: SearchQuery, bounds: SearchBounds | null = null) {
    this.#tx = tx;
    this.#search = resolve(tx, source);
    this.#operators = operators;
    this.#bounds = bounds;
    const limits = operators.flatMap((operator) => ("limit" in operator ? [operator.limit] : []));
    this.#limit = Math.min(Infinity, ...limits);
    this.#position = bounds?.from ?? 0;
    tx.usage.countRange();
  }

  /** How many results lie up to the last one that was looked at. */
  get lastKey(): string | null {
    return this.rowsRead === 0 ? null : String(this.#position);
  }

  next(): string | null {
    while (this.#limit > 0) {
      const json = this.#pull();
      if (json === null) return null;
      if (!this.#passes(json)) continue;
      this.#limit--;
      return json;
    }
    return null;
  }

  #pull(): string | null {
    if (this.#position >= (this.#bounds?.to ?? Infinity)) return null;
    const found = this.#read()[this.#position];
    if (found === undefined) return null;
    if (this.#position >= MAX_RESULTS) {
      if (this.#bounds !== null) return null;
      throw new FunctionError(
        `Search query scanned too many documents (fetched ${MAX_RESULTS}). Consider using a smaller limit, paginating the query, or using a filter field.`,
      );
    }
    this.#position++;
    this.rowsRead++;
    this.#tx.usage.countRead(found.size);
    return this.#tx.seen(found.json);
  }

  /** What is read is known from the start, and recorded then. */
  close(): void {}

  #read(): SizedText[] {
    if (this.#results !== null) return this.#results;
    if (this.#search === null) return (this.#results = []);
    for (const range of readsOf(this.#search)) this.#tx.reads.add(range);
    // Pages must agree on the order of all.
    const isFiltered = this.#operators.some((operator) => "filter" in operator);
    const wanted = this.#bounds !== null || isFiltered ? Infinity : this.#limit;
    return (this.#results = ranked(this.#tx.database.store, this.#search, wanted));
  }

  #passes(json: string): boolean {
    let document: JsonObject | undefined;
    for (const operator of this.#operators) {
      if (!("filter" in operator)) continue;
      document ??= JSON.parse(json) as JsonObject;
      if (!matches(operator.filter, document)) return false;
    }
    return true;
  }
}
