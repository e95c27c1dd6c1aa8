/**
 * Work on many rows, in transactions that fit.
 *
 *   rows ──▶ step ──▶ step ──▶ step ──▶ no room for another: the rest is for the next transaction
 *                       └─ it fails: this row alone is moved on, with the reason
 *
 * Rules   A transaction uses half of each of Convex's limits at most, whatever is there. A row whose step fails stops no
 *         other, and is moved on so that it is not tried for ever.
 */
import { getDocumentSize, type Value } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import { cutText } from "../shared/text";

type MetaCtx = Pick<QueryCtx, "meta">;
const COUNTED = [
  "documentsRead",
  "bytesRead",
  "databaseQueries",
  "documentsWritten",
  "bytesWritten",
  "functionsScheduled",
] as const;

/** What something uses of the limits at most; of those left out next to nothing. */
export type Need = Partial<Record<(typeof COUNTED)[number], number>>;

export const KIB = 1_024;
export const MIB = 1_024 * KIB;

/** Whether the transaction can use so much more and stays within half of each limit. */
export async function hasRoomFor({ meta }: MetaCtx, need: Need): Promise<boolean> {
  const metrics = await meta.getTransactionMetrics();
  return COUNTED.every((name) => {
    const { used, remaining } = metrics[name];
    return used + (need[name] ?? 0) <= (used + remaining) / 2;
  });
}

/**
 * Thrown by a step, before it has written anything, that finds no room although it is not the first: its row comes first
 * in the next transaction.
 */
export class NoRoom extends Error {}

type Work<Row> = {
  /** What one step uses at most. The first row is taken on in any case. */
  need: (row: Row) => Need;
  /** What it throws after it has written stays written: a step that writes in several places is a nested mutation. */
  step: (row: Row, isFirst: boolean) => Promise<void>;
  /** Moves a row on whose step failed, and keeps the reason. */
  failed: (row: Row, reason: string) => Promise<void>;
};

/** Does something for each row, one after another, while there is room. False where rows are left. */
export async function eachRow<Row>(
  ctx: MetaCtx,
  rows: readonly Row[],
  { need, step, failed }: Work<Row>,
): Promise<boolean> {
  for (const [i, row] of rows.entries()) {
    if (i > 0 && !(await hasRoomFor(ctx, need(row)))) return false;
    try {
      await step(row, i === 0);
    } catch (error) {
      if (error instanceof NoRoom && i > 0) return false;
      await failed(row, reasonOf(error));
    }
  }
  return true;
}

/** What was thrown, in one line: what a nested transaction throws has its stack in its message. */
export function reasonOf(error: unknown): string {
  const { data, message } = Object(error) as { data?: { message?: unknown }; message?: unknown };
  const said = data?.message ?? message ?? error;
  const [line = ""] = String(said).split("\n");
  return cutText(line.replace(/^((Uncaught )?(\w*Error: )?)+/, ""), LIMITS.deliveryError);
}

type Taken<Row> = {
  rows: Row[];
  /** Of all of them, in bytes. */
  size: number;
  /** Whether there may be more. */
  isCut: boolean;
};

/** The first rows of a query, in its order: so many at most, and none after those that have so many bytes together. */
export async function takeWithin<Row extends object>(
  query: AsyncIterable<Row>,
  most: { rows: number; bytes: number },
): Promise<Taken<Row>> {
  const rows: Row[] = [];
  let size = 0;
  for await (const row of query) {
    rows.push(row);
    size += getDocumentSize(row as Record<string, Value>);
    if (rows.length >= most.rows || size >= most.bytes) return { rows, size, isCut: true };
  }
  return { rows, size, isCut: false };
}
