type Head = { recentTimes: readonly number[] };
type Position = { lastReadAt: number; ownTimes: readonly number[] };

/** Others' messages after a reading position; `LIMITS.unreadCounted` means that many or more. */
export function countUnread({ recentTimes }: Head, { lastReadAt, ownTimes }: Position): number {
  return recentTimes.filter((time) => time > lastReadAt && !ownTimes.includes(time)).length;
}
