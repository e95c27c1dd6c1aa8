/**
 * Convex's limits of one query or mutation, counted as it runs.
 *
 * Units   Bytes are counted in the JSON form of documents.
 * Source  https://docs.convex.dev/production/state/limits
 */
import { FunctionError } from "../values/errors.ts";
import type { Json } from "../values/json.ts";

const MIB = 1024 * 1024;
export const MAX_DOCUMENT_BYTES = MIB;
const MAX_DOCUMENTS_READ = 32_000;
const MAX_BYTES_READ = 16 * MIB;
const MAX_DOCUMENTS_WRITTEN = 16_000;
const MAX_BYTES_WRITTEN = 16 * MIB;
const MAX_RANGES = 4_096;
const MAX_SCHEDULED = 1_000;
const MAX_SCHEDULED_BYTES = 16 * MIB;
const MAX_CALL_BYTES = 16 * MIB;
const MAX_NESTING = 16;
const MAX_FIELDS = 1_024;
const MAX_ARRAY = 8_192;

/** Arguments and results travel whole. @throws FunctionError */
export function checkCallSize(path: string, what: "arguments are" | "return value is", json: string): void {
  if (json.length <= MAX_CALL_BYTES) return;
  throw new FunctionError(
    `Function ${path} ${what} too large (actual: ${(json.length / MIB).toFixed(2)} MiB, limit: 16 MiB)`,
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
  for (const [, field] of fields) checkShape(field, nesting + 1);
}

export class Usage {
  documentsRead = 0;
  bytesRead = 0;
  documentsWritten = 0;
  bytesWritten = 0;
  ranges = 0;
  scheduled = 0;
  scheduledBytes = 0;

  /** What `ctx.meta.getTransactionMetrics` answers. Files are not limited here. */
  metrics(): Record<string, { used: number; remaining: number }> {
    const of = (used: number, limit: number) => ({ used, remaining: Math.max(0, limit - used) });
    const unlimited = of(0, Number.MAX_SAFE_INTEGER);
    return {
      bytesRead: of(this.bytesRead, MAX_BYTES_READ),
      bytesWritten: of(this.bytesWritten, MAX_BYTES_WRITTEN),
      databaseQueries: of(this.ranges, MAX_RANGES),
      documentsRead: of(this.documentsRead, MAX_DOCUMENTS_READ),
      documentsWritten: of(this.documentsWritten, MAX_DOCUMENTS_WRITTEN),
      functionsScheduled: of(this.scheduled, MAX_SCHEDULED),
      scheduledFunctionArgsBytes: of(this.scheduledBytes, MAX_SCHEDULED_BYTES),
      filesWritten: unlimited,
      fileWriteBytes: unlimited,
      filesRead: unlimited,
      fileReadBytes: unlimited,
    };
  }

  /** Counts what a nested call has read as the caller's own. */
  add(other: Usage): void {
    this.documentsRead += other.documentsRead;
    this.bytesRead += other.bytesRead;
    this.ranges += other.ranges;
  }

  countRead(bytes: number): void {
    this.documentsRead++;
    this.bytesRead += bytes;
    if (this.documentsRead > MAX_DOCUMENTS_READ) {
      throw new FunctionError(
        `Too many documents read in a single function execution (limit: ${MAX_DOCUMENTS_READ}). Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.`,
      );
    }
    if (this.bytesRead > MAX_BYTES_READ) {
      throw new FunctionError(
        `Too many bytes read in a single function execution (limit: ${MAX_BYTES_READ} bytes). Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.`,
      );
    }
  }

  countRange(): void {
    if (++this.ranges > MAX_RANGES) {
      throw new FunctionError(
        `Too many reads in a single function execution (limit: ${MAX_RANGES}). Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.`,
      );
    }
  }

  countWrite(bytes: number): void {
    this.documentsWritten++;
    this.bytesWritten += bytes;
    if (this.documentsWritten > MAX_DOCUMENTS_WRITTEN) {
      throw new FunctionError(
        `Too many documents written in a single function execution (limit: ${MAX_DOCUMENTS_WRITTEN}).`,
      );
    }
    if (this.bytesWritten > MAX_BYTES_WRITTEN) {
      throw new FunctionError(
        `Too many bytes written in a single function execution (limit: ${MAX_BYTES_WRITTEN} bytes).`,
      );
    }
  }

  countScheduled(argsBytes: number): void {
    this.scheduledBytes += argsBytes;
    if (++this.scheduled > MAX_SCHEDULED) {
      throw new FunctionError(`Too many functions scheduled by this mutation (limit: ${MAX_SCHEDULED}).`);
    }
    if (this.scheduledBytes > MAX_SCHEDULED_BYTES) {
      throw new FunctionError(
        `Too large total size of the arguments of scheduled functions from this mutation (limit: ${MAX_SCHEDULED_BYTES} bytes).`,
      );
    }
  }
}
