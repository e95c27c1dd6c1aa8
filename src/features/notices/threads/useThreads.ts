import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex-helpers/react";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type FollowedThread = FunctionReturnType<typeof api.inbox.threads.unread>[number];

const PAGE = 30;

/** The threads that I follow: those with something unread, then the others as I read them last; undefined while they load. */
export function useThreads() {
  const unread = useQuery(api.inbox.threads.unread);
  const { results, status, loadMore } = usePaginatedQuery(
    api.inbox.threads.list,
    {},
    { initialNumItems: PAGE },
  );
  if (!unread || status === "LoadingFirstPage") return undefined;
  const isUnread = new Set(unread.map(({ threadId }) => threadId));
  return {
    unread,
    others: results.filter(({ threadId }) => !isUnread.has(threadId)),
    hasMore: status !== "Exhausted",
    loadMore: () => loadMore(PAGE),
  };
}
