/** Oldest first. */
type Head = { recentTimes: readonly number[] };
type Position = { lastReadAt: number; ownTimes: readonly number[] };

/** Others' messages after a reading position; `LIMITS.unreadCounted` means that many or more. */
export function countUnread({ recentTimes }: Head, { lastReadAt, ownTimes }: Position): number {
  let count = 0;
  for (let i = recentTimes.length - 1; i >= 0 && recentTimes[i]! > lastReadAt; i -= 1)
    if (!ownTimes.includes(recentTimes[i]!)) count += 1;
  return count;
}
