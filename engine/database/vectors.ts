/**
 * Vector indexes: which vector each document has, and which documents have the vectors nearest to a given one.
 *
 * Shapes  A row of `vectors`: the vector's direction, of length 1, as Float32; and the keys of the filter fields
 *         as a JSON list. A document whose field holds no vector of the index's length has no row.
 * Units   A score is the cosine of the angle between two vectors, from -1 to 1.
 * Errors  FunctionError for a query that the index cannot answer.
 * Rules   SPEC.md VE. Exact: every vector that passes the filter is compared.
 */
import { FunctionError } from "../values/errors.ts";
import { keyPart } from "../values/indexKey.ts";
import { fieldAt, floatOf, isObject, kindOf, type Json } from "../values/json.ts";
import type { Store } from "../storage/store.ts";
import type { Catalog } from "./catalog.ts";
import type { Document, Table, VectorIndex } from "./table.ts";

/** As `ctx.vectorSearch` sends it. */
export type VectorQuery = { indexName: string; limit?: number; vector: Json[]; expressions: Json };
export type VectorResult = { _id: string; _score: number };

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 256;
const MAX_FILTERS = 64;

/** The direction of a list of numbers, or null for anything else. Zero has none and stays zero. */
function directionOf(value: Json | undefined, dimensions: number): Float32Array<ArrayBuffer> | null {
  if (!Array.isArray(value) || value.length !== dimensions) return null;
  let squares = 0;
  for (const part of value) {
    if (kindOf(part) !== "float64") return null;
    squares += floatOf(part) ** 2;
  }
  const length = Math.sqrt(squares);
  if (!Number.isFinite(length)) return null;
  return Float32Array.from(value, (part) => (length === 0 ? 0 : floatOf(part) / length));
}

/** Enters the document's vectors, in the place of those it had. */
export function enterVectors(store: Store, table: Table, document: Document, row: number): void {
  for (const { number, vectorField, dimensions, filterFields } of table.vectors.values()) {
    const direction = directionOf(fieldAt(document, vectorField), dimensions);
    if (direction === null) store.deleteVector(number, row);
    else {
      const filters = JSON.stringify(filterFields.map((name) => keyPart(fieldAt(document, name))));
      store.writeVector(number, row, filters, new Uint8Array(direction.buffer));
    }
  }
}

export function leaveVectors(store: Store, table: Table, row: number): void {
  for (const { number } of table.vectors.values()) store.deleteVector(number, row);
}

/** The nearest first. @throws FunctionError */
export function searchVectors(
  store: Store,
  catalog: Catalog,
  component: string,
  query: VectorQuery,
): VectorResult[] {
  const { indexName, limit = DEFAULT_LIMIT, vector, expressions } = query;
  const dot = indexName.indexOf(".");
  const index = catalog.table(indexName.slice(0, dot), component)?.vectors.get(indexName.slice(dot + 1));
  if (index === undefined) throw new FunctionError(`Vector index ${indexName} not found.`);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw new FunctionError(
      `Vector searches must be limited to between 1 and ${MAX_LIMIT} results, not ${limit}.`,
    );
  const wanted = directionOf(vector, index.dimensions);
  if (wanted === null)
    throw new FunctionError(
      `The vector index ${indexName} has ${index.dimensions} dimensions, and the query is not a vector of that many numbers (it has ${vector.length}).`,
    );
  const filters = filtersOf(expressions, index).map(([field, value]): [number, string] => [
    index.filterFields.indexOf(field),
    keyPart(value),
  ]);
  if (filters.length > MAX_FILTERS)
    throw new FunctionError(
      `A vector search may have at most ${MAX_FILTERS} filters, not ${filters.length}.`,
    );
  return nearest(store, index, wanted, filters, limit).map(([row, _score]) => ({
    _id: store.idOf(row),
    _score,
  }));
}

/** The filters are OR-ed; an empty list matches everything. */
function filtersOf(expression: Json, index: VectorIndex): [field: string, value: Json | undefined][] {
  if (expression === null) return [];
  if (isObject(expression) && Array.isArray(expression.$or))
    return expression.$or.flatMap((inner) => filtersOf(inner, index));
  const [left, right] = isObject(expression) && Array.isArray(expression.$eq) ? expression.$eq : [];
  if (!isObject(left) || typeof left.$field !== "string" || !isObject(right) || !("$literal" in right))
    throw new FunctionError("The filter of a vector search is made of `q.eq` and `q.or`.");
  if (!index.filterFields.includes(left.$field))
    throw new FunctionError(
      `"${left.$field}" is no filter field of the vector index ${index.indexDescriptor}.`,
    );
  const value = right.$literal!;
  return [[left.$field, isObject(value) && "$undefined" in value ? undefined : value]];
}

type Scored = [row: number, score: number];

function nearest(
  store: Store,
  { number, dimensions }: VectorIndex,
  wanted: Float32Array,
  filters: [number, string][],
  limit: number,
): Scored[] {
  const found: Scored[] = [];
  for (const { row, vector } of store.vectors(number, filters)) {
    const direction = new Float32Array(vector.buffer, vector.byteOffset, dimensions);
    let score = 0;
    for (let i = 0; i < dimensions; i++) score += direction[i]! * wanted[i]!;
    if (found.length === limit && score <= found[limit - 1]![1]) continue;
    if (found.length === limit) found.pop();
    let at = found.length;
    while (at > 0 && found[at - 1]![1] < score) at--;
    found.splice(at, 0, [row, score]);
  }
  return found;
}
