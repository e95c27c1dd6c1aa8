import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useMessageSources } from "@/features/messages";
import type { FullTask } from "../task";

const PAGE = 20;

export type Comment = FunctionReturnType<typeof api.messages.thread>["page"][number];

/** What was said of a task where it is now, newest first, for those who may read it; undefined until the first have come. */
export function useComments({ threadId }: Pick<FullTask, "threadId">) {
  const [head] = useMessageSources(threadId ? [threadId] : []);
  const isAsked = head !== undefined && head.replyCount > 0;
  const { results, status, loadMore } = usePaginatedQuery(
    api.messages.thread,
    isAsked ? { messageId: head._id, order: "desc" } : "skip",
    { initialNumItems: PAGE },
  );
  return {
    comments: isAsked && status === "LoadingFirstPage" ? undefined : results,
    loadMore: isAsked && status === "CanLoadMore" ? () => loadMore(PAGE) : undefined,
  };
}
