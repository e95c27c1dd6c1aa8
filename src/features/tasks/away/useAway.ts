import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { usePaginatedQuery } from "convex-helpers/react";
import type { FunctionReturnType } from "convex/server";
import { useDurable } from "@/platform/OutboxContext";
import type { TaskId } from "../task";
import { archiveTask } from "../taskMutations";

export type AwayKind = "archived" | "deleted";
export type AwayTask = FunctionReturnType<typeof api.board.archive.list>["page"][number];

const PAGE = 50;

/** Tasks that are off the boards, the last first. */
export function useAway(channelId: Id<"channels"> | undefined, kind: AwayKind) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.board.archive.list,
    { kind, ...(channelId && { channelId }) },
    { initialNumItems: PAGE },
  );
  return {
    tasks: status === "LoadingFirstPage" ? undefined : results,
    loadMore: status === "CanLoadMore" ? () => loadMore(PAGE) : undefined,
    isLoading: status === "LoadingMore",
  };
}

/** Takes a done task off its boards, or puts it back. */
export function useArchive() {
  const set = useDurable(archiveTask);
  return (taskId: TaskId, isArchived: boolean) => set({ taskId, isArchived });
}
