import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { usePaginatedQuery } from "convex-helpers/react";
import { hasFilter, type Filter } from "../filter/filter";
import type { Task } from "../task";

type Found = { tasks: readonly Task[] | undefined; loadMore: (() => void) | undefined; isLoading: boolean };

/** What fits a filter, the newest first, whether a board has loaded it or not; nothing is asked without one. */
export function useTaskList(filter: Filter, channelId: Id<"channels"> | undefined): Found {
  const { text, assigneeId, priority, tag, category, column, due } = filter;
  const asked = {
    text,
    ...(assigneeId !== undefined && { assigneeId: assigneeId as Id<"users"> | "nobody" }),
    ...(priority && { priority }),
    ...(tag !== undefined && { tag }),
    ...(category && { category }),
    ...(column !== undefined && { column }),
    ...(due && { due }),
    ...(channelId && { channelId }),
  };
  const { results, status, loadMore } = usePaginatedQuery(
    api.tasks.list,
    hasFilter(filter) ? { filter: asked } : "skip",
    { initialNumItems: LIMITS.search.page },
  );
  return {
    tasks: status === "LoadingFirstPage" ? undefined : results,
    loadMore: status === "CanLoadMore" ? () => loadMore(LIMITS.search.page) : undefined,
    isLoading: status === "LoadingMore",
  };
}
