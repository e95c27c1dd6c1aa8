import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { EventNoun } from "@convex/shared/events";
import { usePaginatedQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

const PAGE = 20;
const LOG_PAGE = 60;

export type HistoryEvent = FunctionReturnType<typeof api.events.list>["page"][number];

/** One thing with a history. */
export type Subject = { taskId: Id<"tasks"> } | { messageId: Id<"messages"> } | { channelId: Id<"channels"> };

type Events = { events: readonly HistoryEvent[] | undefined; loadMore: (() => void) | undefined };

/** What was done to one thing, newest first; undefined until the first have come. */
export function useHistory(subject: Subject): Events {
  const { results, status, loadMore } = usePaginatedQuery(api.events.list, subject, {
    initialNumItems: PAGE,
  });
  return {
    events: status === "LoadingFirstPage" ? undefined : results,
    loadMore: status === "CanLoadMore" ? () => loadMore(PAGE) : undefined,
  };
}

export type LogFilter = { noun?: EventNoun; actorId?: Id<"users"> };

/** The log of the workspace, for admins. */
export function useLog(filter: LogFilter): Events {
  const { results, status, loadMore } = usePaginatedQuery(api.events.log, filter, {
    initialNumItems: LOG_PAGE,
  });
  return {
    events: status === "LoadingFirstPage" ? undefined : results,
    loadMore: status === "CanLoadMore" ? () => loadMore(LOG_PAGE) : undefined,
  };
}
