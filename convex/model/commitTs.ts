import type { CommitTsPlaceholder } from "convex/values";

/**
 * The commit timestamp of a document that an earlier mutation wrote, in nanoseconds of the database's clock.
 *
 * @throws where the running mutation wrote it: its timestamp is not known yet
 */
export function settledTs(ts: bigint | CommitTsPlaceholder): bigint {
  if (typeof ts !== "bigint") throw new Error("This document is not committed yet.");
  return ts;
}

/** Later than every commit. */
export const LAST_TS = 2n ** 63n - 1n;

/** The last millisecond that has a commit timestamp, in the year 2262. */
export const LAST_MS = Number(LAST_TS / 1_000_000n);
