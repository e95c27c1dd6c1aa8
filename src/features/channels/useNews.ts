import { useUnread } from "./UnreadContext";
import { useChannels } from "./useChannels";

/** What the badges of the sidebar add up to, and how much of it is meant for me. */
export function useNews(): { total: number; isMore: boolean; loud: number } {
  const unread = useUnread();
  const news = { total: 0, isMore: false, loud: 0 };
  for (const { _id, kind, archivedAt } of useChannels() ?? []) {
    const counts = unread?.get(_id);
    if (!counts || archivedAt !== undefined) continue;
    news.total += counts.news;
    news.isMore ||= counts.isMore;
    news.loud += kind === "direct" ? counts.news : counts.mentions;
  }
  return news;
}

/** How many threads have replies that I have not read. */
export function useUnreadThreads(): number {
  const counts = [...(useUnread()?.values() ?? [])];
  return new Set(counts.flatMap(({ replies }) => replies.map(({ threadId }) => threadId))).size;
}
