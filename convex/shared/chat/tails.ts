/**
 * Where the newest messages of a channel begin. They are read by all who look at it, again with each message, so that they
 * are few: every eight or so, those before an end are left to a stretch of their own, which nothing is added to.
 *
 *   … m12 │ m13 … m20 │ m21 m22
 *         │ stretch   │ newest          tail = m20
 *
 * Which messages are ends follows from their times, so that all windows and the server come to the same by themselves, and
 * meet again where one of them did not see a message that was deleted.
 */

/** Messages of a stretch at least; after these, one in so many is an end. */
const FEWEST = 6;
const ONE_IN = 3;
/** Of the ends, one in so many closes a part: the stretches since the one before become one. */
const PART_OF = 6;

const SPREAD = 0x9e3779b97f4a7c15n;

/** A number that follows from a time, and has nothing to do with what lies near it. */
const lotOf = (ts: bigint): number => Number(BigInt.asUintN(64, ts * SPREAD) >> 40n);

/**
 * The last end among messages.
 *
 * @param times  their `commitTs`, oldest first, those of deleted ones left out
 * @param since  messages between the end before and the first of them
 * @returns it, if there is one, and how many messages come after the last end
 */
export function tailIn(times: readonly bigint[], since = 0): { tailTs: bigint | undefined; since: number } {
  const found: { tailTs: bigint | undefined; since: number } = { tailTs: undefined, since };
  for (const ts of times) {
    found.since += 1;
    if (found.since < FEWEST || lotOf(ts) % ONE_IN !== 0) continue;
    found.tailTs = ts;
    found.since = 0;
  }
  return found;
}

/** Whether the stretches before an end become one part. */
export const closesPart = (tailTs: bigint): boolean => Math.floor(lotOf(tailTs) / ONE_IN) % PART_OF === 0;
