import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex-helpers/react";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import type { Shown } from "./shown";

export type Notice = FunctionReturnType<typeof api.notices.unread>[number];

const PAGE = 30;

/** What concerns me; undefined while it loads. */
export function useInbox(shown: Shown) {
  const isUnread = shown === "unread";
  const unread = useQuery(api.notices.unread, isUnread ? {} : "skip");
  const args = shown === "unread" ? "skip" : shown === "all" ? {} : { kind: shown };
  const pages = usePaginatedQuery(api.notices.list, args, { initialNumItems: PAGE });
  if (isUnread) return unread && { notices: unread, hasMore: false, loadMore: () => undefined };
  if (pages.status === "LoadingFirstPage") return undefined;
  return {
    notices: pages.results,
    hasMore: pages.status !== "Exhausted",
    loadMore: () => pages.loadMore(PAGE),
  };
}
