import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex-helpers/react";
import type { Task } from "./task";

const PAGE = 100;

/** My open tasks, those with a date first, the most pressing of them first. */
export function useMyTasks(): { tasks: readonly Task[]; hasMore: boolean; loadMore: () => void } | undefined {
  const { results, status, loadMore } = usePaginatedQuery(api.tasks.mine, {}, { initialNumItems: PAGE });
  if (status === "LoadingFirstPage") return undefined;
  return { tasks: results, hasMore: status !== "Exhausted", loadMore: () => loadMore(PAGE) };
}
