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
/** Of the ends, one in so many is taken by a crowd, to whom each way to another one costs more than a few messages. */
const CROWD_TAKES = 2;
/** And one in so many closes a part: the stretches since the one before become one. */
const PART_OF = 6;

const SPREAD = 0x9e3779b97f4a7c15n;

/** A number that follows from a time, and has nothing to do with what lies near it. */
const lotOf = (ts: bigint): number => Number(BigInt.asUintN(64, ts * SPREAD) >> 40n);
const isOneIn = (times: number, ts: bigint): boolean => Math.floor(lotOf(ts) / ONE_IN) % times === 0;

type Options = {
  /** Messages between the end before and the first of these. */
  since?: number;
  isCrowd?: boolean;
};

/**
 * The last end among messages.
 *
 * @param times  their `commitTs`, oldest first, those of deleted ones left out
 * @returns it, if there is one, and how many messages come after the last end
 */
export function tailIn(
  times: readonly bigint[],
  { since = 0, isCrowd = false }: Options = {},
): { tailTs: bigint | undefined; since: number } {
  const found: { tailTs: bigint | undefined; since: number } = { tailTs: undefined, since };
  for (const ts of times) {
    found.since += 1;
    if (found.since < FEWEST || lotOf(ts) % ONE_IN !== 0) continue;
    found.since = 0;
    if (!isCrowd || isOneIn(CROWD_TAKES, ts)) found.tailTs = ts;
  }
  return found;
}

/** Whether the stretches before an end become one part. */
export const closesPart = (tailTs: bigint): boolean => isOneIn(PART_OF, tailTs);
