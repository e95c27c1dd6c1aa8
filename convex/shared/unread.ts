/** The position of who has read nothing. */
export const BEFORE_ALL = 0n;

const NS_PER_MS = 1_000_000n;

/** The time of a commit, in milliseconds of the database's clock: near enough to people's. */
export const msOf = (ts: bigint): number => Number(ts / NS_PER_MS);

/** The first commit that can have come at this time of the database's clock, in milliseconds. */
export const tsOf = (ms: number): bigint => BigInt(Math.floor(ms)) * NS_PER_MS;

/**
 * Commit timestamps as text, newest first: the newest in hexadecimal digits, each other one as what lies between it and
 * the one before. One short value to check, convert and copy for every message, not a hundred.
 */
export function timesText(newestFirst: readonly bigint[]): string {
  const parts = newestFirst.map((ts, i) => (i === 0 ? ts : newestFirst[i - 1]! - ts));
  return parts.map((part) => part.toString(16)).join(" ");
}

/** The timestamps of such a text, newest first. */
export function* timesOf(text: string): Generator<bigint> {
  if (text === "") return;
  let ts: bigint | undefined;
  for (const part of text.split(" ")) {
    const value = BigInt(`0x${part}`);
    ts = ts === undefined ? value : ts - value;
    yield ts;
  }
}

type Head = { recentTimes: string };
type Position = { lastReadTs: bigint; ownTimes: readonly bigint[] };

/** Others' messages after a reading position, as far as the head reaches. */
export function countUnread({ recentTimes }: Head, { lastReadTs, ownTimes }: Position): number {
  let count = 0;
  for (const ts of timesOf(recentTimes)) {
    if (ts <= lastReadTs) break;
    if (!ownTimes.includes(ts)) count += 1;
  }
  return count;
}

/** Whether there may be more messages after a position than the times of a head that holds at most so many. */
export function isCut({ recentTimes }: Head, { lastReadTs }: Position, most: number): boolean {
  const times = [...timesOf(recentTimes)];
  return times.length >= most && times.at(-1)! > lastReadTs;
}
