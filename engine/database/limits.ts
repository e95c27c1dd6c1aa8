/**
 * Convex's limits of one query or mutation, counted as it runs.
 *
 * Units   Bytes are those of values/size.ts.
 * Source  https://docs.convex.dev/production/state/limits
 */
import { FunctionError } from "../values/errors.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { sizeOf } from "../values/size.ts";

const MIB = 1024 * 1024;
export const MAX_DOCUMENT_BYTES = MIB;
/** The limits under their names in `ctx.meta.getTransactionMetrics` and `transactionLimits`. */
const LIMITS = {
  documentsRead: 32_000,
  bytesRead: 16 * MIB,
  databaseQueries: 4_096,
  documentsWritten: 16_000,
  bytesWritten: 16 * MIB,
  functionsScheduled: 1_000,
  scheduledFunctionArgsBytes: 16 * MIB,
};
export type Limits = typeof LIMITS;
type Written = Pick<
  Limits,
  "documentsWritten" | "bytesWritten" | "functionsScheduled" | "scheduledFunctionArgsBytes"
>;
const MAX_CALL_BYTES = 16 * MIB;
/** That of `0,`, a float64. Shorter texts need no look at what they hold. */
const MOST_BYTES_OF_A_CHARACTER = 4.5;
const MAX_NESTING = 16;
const MAX_FIELDS = 1_024;
const MAX_ARRAY = 8_192;

/** Arguments and results travel whole. @throws FunctionError */
export function checkCallSize(path: string, what: "arguments are" | "return value is", json: string): void {
  if (json.length * MOST_BYTES_OF_A_CHARACTER <= MAX_CALL_BYTES) return;
  const size = sizeOf(JSON.parse(json) as Json);
  if (size <= MAX_CALL_BYTES) return;
  throw new FunctionError(
    `Function ${path} ${what} too large (actual: ${(size / MIB).toFixed(2)} MiB, limit: 16 MiB)`,
  );
}

/** What a document may hold, whatever its schema says. @throws FunctionError */
export function checkShape(value: Json, nesting = 1): void {
  if (typeof value !== "object" || value === null) {
    if (typeof value === "string" && !value.isWellFormed())
      throw new FunctionError("Strings in documents must be well-formed Unicode, without lone surrogates.");
    return;
  }
  if (nesting > MAX_NESTING)
    throw new FunctionError(`Document is nested too deeply (maximum nesting: ${MAX_NESTING}).`);
  if (Array.isArray(value)) {
    if (value.length > MAX_ARRAY)
      throw new FunctionError(`Array length is too long (${value.length} > maximum length ${MAX_ARRAY}).`);
    for (const element of value) checkShape(element, nesting + 1);
    return;
  }
  const fields = Object.entries(value);
  if (fields.length > MAX_FIELDS)
    throw new FunctionError(`Object has too many fields (${fields.length} > maximum number ${MAX_FIELDS}).`);
  for (const [name, field] of fields) {
    if (name === "") throw new FunctionError("Empty field names are not allowed.");
    checkShape(field, nesting + 1);
  }
}

/** The fields of a document itself: those that begin with `_` are Convex's. @throws FunctionError */
export function checkOwnFields(tableName: string, document: JsonObject): void {
  for (const name in document)
    if (name.startsWith("_"))
      throw new FunctionError(
        `Failed to insert or update a document in table "${tableName}": Field name ${name} starts with an underscore, which is only allowed for system fields like "_id".`,
      );
}

export class Usage {
  documentsRead = 0;
  bytesRead = 0;
  databaseQueries = 0;
  documentsWritten = 0;
  bytesWritten = 0;
  functionsScheduled = 0;
  scheduledFunctionArgsBytes = 0;
  #limits = LIMITS;

  /** What `ctx.meta.getTransactionMetrics` answers. Files are not limited here. */
  metrics(): Record<string, { used: number; remaining: number }> {
    const unlimited = { used: 0, remaining: Number.MAX_SAFE_INTEGER };
    const metrics = (Object.keys(LIMITS) as (keyof Limits)[]).map((name) => {
      const used = this[name];
      return [name, { used, remaining: Math.max(0, this.#limits[name] - used) }];
    });
    return {
      ...Object.fromEntries(metrics),
      filesWritten: unlimited,
      fileWriteBytes: unlimited,
      filesRead: unlimited,
      fileReadBytes: unlimited,
    };
  }

  /** Runs `step` under limits of its own, which can lower those in force and not raise them. */
  async within<T>(own: Partial<Limits>, step: () => Promise<T>): Promise<T> {
    const outer = this.#limits;
    this.#limits = { ...outer };
    for (const name of Object.keys(LIMITS) as (keyof Limits)[])
      this.#limits[name] = Math.min(outer[name], this[name] + (own[name] ?? Infinity));
    try {
      return await step();
    } finally {
      this.#limits = outer;
    }
  }

  written(): Written {
    const { documentsWritten, bytesWritten, functionsScheduled, scheduledFunctionArgsBytes } = this;
    return { documentsWritten, bytesWritten, functionsScheduled, scheduledFunctionArgsBytes };
  }

  /** Takes back what was counted as written since. Reads stay counted. */
  undo(before: Written): void {
    Object.assign(this, before);
  }

  /** Counts what a nested call has read as the caller's own. */
  add(other: Usage): void {
    this.documentsRead += other.documentsRead;
    this.bytesRead += other.bytesRead;
    this.databaseQueries += other.databaseQueries;
  }

  countRead(bytes: number): void {
    const { documentsRead, bytesRead } = this.#limits;
    this.bytesRead += bytes;
    if (++this.documentsRead > documentsRead) {
      throw new FunctionError(
        `Too many documents read in a single function execution (limit: ${documentsRead}). ${READ_LESS}`,
      );
    }
    if (this.bytesRead > bytesRead) {
      throw new FunctionError(
        `Too many bytes read in a single function execution (limit: ${bytesRead} bytes). ${READ_LESS}`,
      );
    }
  }

  countRange(): void {
    const { databaseQueries } = this.#limits;
    if (++this.databaseQueries > databaseQueries) {
      throw new FunctionError(
        `Too many reads in a single function execution (limit: ${databaseQueries}). ${READ_LESS}`,
      );
    }
  }

  countWrite(bytes: number): void {
    const { documentsWritten, bytesWritten } = this.#limits;
    this.bytesWritten += bytes;
    if (++this.documentsWritten > documentsWritten) {
      throw new FunctionError(
        `Too many documents written in a single function execution (limit: ${documentsWritten}).`,
      );
    }
    if (this.bytesWritten > bytesWritten) {
      throw new FunctionError(
        `Too many bytes written in a single function execution (limit: ${bytesWritten} bytes).`,
      );
    }
  }

  countScheduled(argsBytes: number): void {
    const { functionsScheduled, scheduledFunctionArgsBytes } = this.#limits;
    this.scheduledFunctionArgsBytes += argsBytes;
    if (++this.functionsScheduled > functionsScheduled) {
      throw new FunctionError(
        `Too many functions scheduled by this mutation (limit: ${functionsScheduled}).`,
      );
    }
    if (this.scheduledFunctionArgsBytes > scheduledFunctionArgsBytes) {
      throw new FunctionError(
        `Too large total size of the arguments of scheduled functions from this mutation (limit: ${scheduledFunctionArgsBytes} bytes).`,
      );
    }
  }
}

const READ_LESS =
  "Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.";
