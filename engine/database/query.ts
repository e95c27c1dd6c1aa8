/**
 * Runs the queries that `ctx.db.query(…)` describes: index ranges in both orders, filters, limits and pages.
 *
 * Shapes  SerializedQuery is what `convex/server` hands to the `queryStream` and `queryPage` syscalls.
 * Errors  FunctionError in Convex's words.
 * Rules   SPEC.md DB. What counts as read ends where the reader stopped, not where the range ends.
 */
import { FunctionError } from "../values/errors.ts";
import { AFTER_ALL, keyAfter, keyPart } from "../values/indexKey.ts";
import { idRange } from "../values/ids.ts";
import { isObject, type Json, type JsonObject } from "../values/json.ts";
import { SCAN_SIZES, type IndexEntry } from "../storage/store.ts";
import type { Table } from "./table.ts";
import { matches, type Expression } from "./filter.ts";
import { BY_ID, MISSING_TABLE } from "./readSet.ts";
import type { SearchFilter } from "./texts.ts";
import type { Transaction } from "./transaction.ts";

type RangeExpression = { type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte"; fieldPath: string; value: Json };
type Order = "asc" | "desc";
export type SerializedQuery = {
  source:
    | { type: "FullTableScan"; tableName: string; order: Order | null }
    | { type: "IndexRange"; indexName: string; range: RangeExpression[]; order: Order | null }
    | { type: "Search"; indexName: string; filters: SearchFilter[] };
  operators: ({ filter: Expression } | { limit: number })[];
};

/** A query with its index resolved: keys in [from, to), all of which start with `prefix`. */
export type Plan = {
  index: number;
  /** Of the table, where the range is one of ids. */
  generation: number | null;
  prefix: string;
  from: string;
  to: string;
  order: Order;
  operators: SerializedQuery["operators"];
};

/** What gives the documents of a query, one by one. */
export type DocumentSource = {
  /** The next document's JSON text, or null at the end. */
  next(): string | null;
  /** Records what was read. Call once, when the reader has stopped. */
  close(): void;
  /** Where the last document that was looked at lies; null before the first. */
  readonly lastKey: string | null;
  readonly rowsRead: number;
  /** Whether it has ended because it may read no more, and not because there is no more. */
  readonly hasStopped: boolean;
};

/** How much a page may read, whatever its filters let through. */
export type ReadLimits = { rows: number; bytes: number };

/** A query over an index, not a search. */
export type IndexQuery = SerializedQuery & { source: Exclude<SerializedQuery["source"], { type: "Search" }> };

export function planQuery(tx: Transaction, query: IndexQuery): Plan {
  const { source, operators } = query;
  const [tableName, indexName] =
    source.type === "FullTableScan"
      ? [source.tableName, "by_creation_time"]
      : splitIndexName(source.indexName);
  const order = source.order ?? "asc";
  const table = tx.table(tableName);
  if (table === undefined) {
    tx.readMissingTable(tableName);
    return { ...EMPTY, order, operators };
  }
  const range = source.type === "FullTableScan" ? [] : tx.positioned(source.range);
  const name = `${tableName}.${indexName}`;
  if (indexName === "by_id") return { ...byIdBounds(table, range, name), order, operators };
  const index = table.indexes.get(indexName);
  if (index === undefined) throw new FunctionError(`Index ${name} not found.`);
  if (table.staged.has(indexName))
    throw new FunctionError(
      `Index ${name} is staged: it cannot be queried until it is enabled in the schema.`,
    );
  const fields = [...index.fields, "_creationTime", "_id"];
  return { index: index.number, generation: null, ...boundsOf(fields, range, name), order, operators };
}

const EMPTY = { index: MISSING_TABLE, generation: null, prefix: "", from: "", to: "" };

export function splitIndexName(name: string): [string, string] {
  const dot = name.indexOf(".");
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** Bounds of a range over ids, cut to the ids of the table. */
function byIdBounds(table: Table, range: RangeExpression[], name: string) {
  const ids = idRange(table.number);
  const { prefix, from, to } = boundsOf(["_id"], range, name);
  return {
    index: BY_ID,
    generation: table.generation,
    prefix,
    from: from > ids.from ? from : ids.from,
    to: to < ids.to ? to : ids.to,
  };
}

/** Equalities on the first fields, in whatever order they were said, then one bound or two on the next field. */
function boundsOf(fields: string[], range: RangeExpression[], name: string) {
  const equalities = range.filter(({ type }) => type === "Eq");
  const prefix = prefixOf(fields, equalities, name);
  const bounds = range.filter(({ type }) => type !== "Eq");
  let from: string | null = null;
  let to: string | null = null;
  for (const bound of bounds) {
    expectField(bound, fields, equalities.length, name);
    const part = prefix + partOf(bound, fields[equalities.length]!);
    const isLower = bound.type === "Gt" || bound.type === "Gte";
    if ((isLower ? from : to) !== null)
      throw new FunctionError(
        `Tried to query index ${name} with two ${isLower ? "lower" : "upper"} bounds on "${bound.fieldPath}".`,
      );
    if (isLower) from = bound.type === "Gt" ? part + AFTER_ALL : part;
    else to = bound.type === "Lt" ? part : part + AFTER_ALL;
  }
  return { prefix, from: from ?? prefix, to: to ?? prefix + AFTER_ALL };
}

function prefixOf(fields: string[], equalities: RangeExpression[], name: string): string {
  let prefix = "";
  for (const [at, said] of equalities.entries()) {
    const equality = equalities.find(({ fieldPath }) => fieldPath === fields[at]);
    if (equality === undefined) expectField(said, fields, at, name);
    prefix += partOf(equality ?? said, fields[at]!);
  }
  return prefix;
}

function partOf({ value }: RangeExpression, field: string): string {
  if (field === "_id") {
    if (typeof value === "string") return value;
    throw new FunctionError("Tried to compare `_id` with something that is no id.");
  }
  return keyPart(isObject(value) && "$undefined" in value ? undefined : value);
}

function expectField({ fieldPath }: RangeExpression, fields: string[], at: number, name: string): void {
  const expected = fields[at];
  if (fieldPath === expected) return;
  const named = fields.length > 1 ? fields.slice(0, -1) : fields;
  throw new FunctionError(
    `Tried to query index ${name} but the query didn't use the index fields in order. Index fields: [${named.join(", ")}]. The field "${fieldPath}" was used where "${expected ?? "no further field"}" was expected.`,
  );
}

const UNLIMITED: ReadLimits = { rows: Infinity, bytes: Infinity };
const FIRST_BATCH = 8;
const BATCH = 256;

/** The smallest scan that brings `wanted` documents. */
function batchFor(wanted: number): (typeof SCAN_SIZES)[number] {
  return SCAN_SIZES.find((size) => size >= wanted) ?? BATCH;
}

/** Pulls the documents of a plan one by one, reading ahead in batches that notice the function's own writes. */
export class DocumentStream implements DocumentSource {
  readonly #tx: Transaction;
  readonly #plan: Plan;
  #limit: number;
  #buffer: IndexEntry[] = [];
  #at = 0;
  #isExhausted = false;
  #writesSeen = 0;
  #batch: (typeof SCAN_SIZES)[number];
  #bytesRead = 0;
  readonly #reads: ReadLimits;
  lastKey: string | null = null;
  rowsRead = 0;
  hasStopped = false;

  /** @param expected how many documents the reader means to take, where it knows */
  constructor(tx: Transaction, plan: Plan, expected = FIRST_BATCH, reads = UNLIMITED) {
    this.#tx = tx;
    this.#plan = plan;
    this.#reads = reads;
    // No more than a known limit is read ahead.
    const limits = plan.operators.flatMap((operator) => ("limit" in operator ? [operator.limit] : []));
    this.#limit = Math.min(Infinity, ...limits);
    const isFiltered = plan.operators.some((operator) => "filter" in operator);
    this.#batch = batchFor(
      isFiltered ? BATCH : Math.max(1, Number.isFinite(this.#limit) ? this.#limit : expected),
    );
    tx.usage.countRange();
  }

  /** The next document's JSON text, or null at the end. */
  next(): string | null {
    if (this.#limit <= 0) return null;
    for (;;) {
      const { rows, bytes } = this.#reads;
      this.hasStopped = this.rowsRead >= rows || this.#bytesRead >= bytes;
      const entry = this.hasStopped ? null : this.#pull();
      if (entry === null) return null;
      const json = this.#tx.seen(entry.json);
      if (!this.#passes(json)) continue;
      this.#limit--;
      return json;
    }
  }

  /** Records what was read. Call once, when the reader has stopped. */
  close(): void {
    const { index, prefix, from, to, order } = this.#plan;
    if (from >= to) return;
    const reads = this.#tx.reads;
    if (this.#isExhausted && this.#at >= this.#buffer.length) reads.add({ index, prefix, from, to });
    else if (this.lastKey === null) return;
    else if (order === "asc") reads.add({ index, prefix, from, to: keyAfter(this.lastKey) });
    else reads.add({ index, prefix, from: this.lastKey, to });
  }

  #pull(): IndexEntry | null {
    if (this.#writesSeen !== this.#tx.writes.length || this.#at >= this.#buffer.length) this.#fill();
    const entry = this.#buffer[this.#at];
    if (entry === undefined) return null;
    this.#at++;
    this.lastKey = entry.key;
    this.rowsRead++;
    this.#bytesRead += entry.size;
    this.#tx.usage.countRead(entry.size);
    return entry;
  }

  #fill(): void {
    const hasNewWrites = this.#writesSeen !== this.#tx.writes.length;
    if (this.#isExhausted && !hasNewWrites) return;
    this.#writesSeen = this.#tx.writes.length;
    const { index, generation, order } = this.#plan;
    let { from, to } = this.#plan;
    if (this.lastKey !== null) {
      if (order === "asc") from = keyAfter(this.lastKey);
      else to = this.lastKey;
    }
    const { store } = this.#tx.database;
    if (from >= to) this.#buffer = [];
    else if (index === BY_ID) this.#buffer = store.scanIds(generation, from, to, order, this.#batch);
    else this.#buffer = store.scan(index, from, to, order, this.#batch);
    this.#at = 0;
    this.#isExhausted = this.#buffer.length < this.#batch;
    this.#batch = BATCH;
  }

  #passes(json: string): boolean {
    let document: JsonObject | undefined;
    for (const operator of this.#plan.operators) {
      if (!("filter" in operator)) continue;
      document ??= JSON.parse(json) as JsonObject;
      if (!matches(operator.filter, document)) return false;
    }
    return true;
  }
}
