import { useUnread } from "./UnreadContext";

/** How many replies of a thread that I follow, or that names me, I have not read. */
export function useUnreadReplies(threadId: string | undefined): number {
  const unread = useUnread();
  if (threadId === undefined) return 0;
  const news = [...(unread?.values() ?? [])]
    .flatMap(({ replies }) => replies)
    .filter((reply) => reply.threadId === threadId);
  return Math.max(news.length, ...news.map((reply) => reply.unread));
}
