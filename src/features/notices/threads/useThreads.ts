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
  const known = new Set(unread.map(({ threadId }) => threadId));
  const others = results.filter(({ threadId }) => !known.has(threadId));
  return {
    // Some are unread although their notice was dealt with.
    unread: [...unread, ...others.filter((thread) => thread.unread > 0)],
    others: others.filter((thread) => thread.unread === 0),
    hasMore: status !== "Exhausted",
    loadMore: () => loadMore(PAGE),
  };
}
