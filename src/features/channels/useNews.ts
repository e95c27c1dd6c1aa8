import { useMuted } from "@/features/ringing";
import { useUnread } from "./UnreadContext";
import { useChannels } from "./useChannels";

/** What the badges of the sidebar add up to, and how much of it is meant for me. */
export function useNews(): { total: number; isMore: boolean; loud: number } {
  const unread = useUnread();
  const muted = useMuted();
  const news = { total: 0, isMore: false, loud: 0 };
  for (const { _id, kind, archivedAt } of useChannels() ?? []) {
    const counts = unread?.get(_id);
    if (!counts || archivedAt !== undefined) continue;
    const isMuted = muted.has(_id);
    news.total += isMuted ? counts.mentions : counts.news;
    news.isMore ||= counts.isMore && !isMuted;
    news.loud += kind === "direct" && !isMuted ? counts.news : counts.mentions;
  }
  return news;
}

/** How many threads have replies that I have not read. */
export function useUnreadThreads(): number {
  const counts = [...(useUnread()?.values() ?? [])];
  return new Set(counts.flatMap(({ replies }) => replies.map(({ threadId }) => threadId))).size;
}
