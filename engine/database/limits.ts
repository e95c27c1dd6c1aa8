/**
 * Convex's limits of one query or mutation, counted as it runs.
 *
 * Units   Bytes are counted in the JSON form of documents.
 * Source  https://docs.convex.dev/production/state/limits
 */
import { FunctionError } from "../values/errors.ts";

const MIB = 1024 * 1024;
export const MAX_DOCUMENT_BYTES = MIB;
const MAX_DOCUMENTS_READ = 32_000;
const MAX_BYTES_READ = 16 * MIB;
const MAX_DOCUMENTS_WRITTEN = 16_000;
const MAX_BYTES_WRITTEN = 16 * MIB;
const MAX_RANGES = 4_096;
export const MAX_SCHEDULED = 1_000;

export class Usage {
  documentsRead = 0;
  bytesRead = 0;
  documentsWritten = 0;
  bytesWritten = 0;
  ranges = 0;
  scheduled = 0;

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

  countScheduled(): void {
    if (++this.scheduled > MAX_SCHEDULED) {
      throw new FunctionError(`Too many functions scheduled by this mutation (limit: ${MAX_SCHEDULED}).`);
    }
  }
}
