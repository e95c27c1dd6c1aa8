/** Oldest first, with spaces between: one value to check, convert and copy for every message, not a hundred. */
export function timesText(times: readonly number[]): string {
  return times.join(" ");
}

/** The times with a newer one. Beyond `most` the oldest go. */
export function addTime(times: string, time: number, most: number): string {
  const kept = times === "" ? [] : times.split(" ").slice(1 - most);
  return [...kept, time].join(" ");
}

function* newestFirst(times: string): Generator<number> {
  for (let end = times.length; end > 0;) {
    const before = times.lastIndexOf(" ", end - 1);
    yield Number(times.slice(before + 1, end));
    end = before;
  }
}

type Head = { recentTimes: string };
type Position = { lastReadAt: number; ownTimes: readonly number[] };

/** Others' messages after a reading position; `LIMITS.unreadCounted` means that many or more. */
export function countUnread({ recentTimes }: Head, { lastReadAt, ownTimes }: Position): number {
  let count = 0;
  for (const time of newestFirst(recentTimes)) {
    if (time <= lastReadAt) break;
    if (!ownTimes.includes(time)) count += 1;
  }
  return count;
}
