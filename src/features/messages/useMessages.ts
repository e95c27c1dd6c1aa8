import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { usePaginatedQuery, useQuery, type UsePaginatedQueryResult } from "convex/react";
import { useEffect, useEffectEvent, useState } from "react";
import { useMyId } from "@/features/users";
import { pendingToFeed, toFeed, withPending, type FeedMessage, type SavedMessage } from "./feed";
import { useOutboxItems } from "./OutboxContext";

const PAGE_SIZE = 50;
/** Fewer than this on screen and the list asks for more by itself: deleted messages leave pages short. */
const ENOUGH = 15;

export type Feed = {
  /** Oldest first. */
  messages: readonly FeedMessage[];
  isLoading: boolean;
  canLoadOlder: boolean;
  loadOlder: () => void;
};

function useFeed(page: UsePaginatedQueryResult<SavedMessage>, pending: readonly FeedMessage[]): Feed {
  const { results, status, loadMore } = page;
  const canLoadOlder = status === "CanLoadMore";
  const isShort = canLoadOlder && results.length < ENOUGH;
  const fillUp = useEffectEvent(() => loadMore(PAGE_SIZE));
  useEffect(() => {
    if (isShort) fillUp();
  }, [isShort, results.length]);
  return {
    messages: withPending(results.toReversed().map(toFeed), pending), // the server pages newest first
    // What somebody has written is shown also where nothing else could be loaded yet.
    isLoading: status === "LoadingFirstPage" && pending.length === 0,
    canLoadOlder: status !== "Exhausted",
    loadOlder: () => {
      if (canLoadOlder) loadMore(PAGE_SIZE);
    },
  };
}

function usePending(channelId: string, threadId?: string): readonly FeedMessage[] {
  const myId = useMyId();
  return useOutboxItems()
    .filter((item) => item.channelId === channelId && item.threadId === threadId)
    .map((item) => pendingToFeed(item, myId));
}

/**
 * The messages of a channel, mine on their way included. With so many unread that a page would not reach the first
 * of them, it begins with the largest page there is; few sizes, so that many readers share them.
 */
export function useMessages(channelId: Id<"channels">, unread: number): Feed {
  const [initialNumItems] = useState(unread + ENOUGH > PAGE_SIZE ? LIMITS.pageItems : PAGE_SIZE);
  const page = usePaginatedQuery(api.messages.paginated, { channelId }, { initialNumItems });
  return useFeed(page, usePending(channelId));
}

/** The replies of a thread. */
export function useThread(channelId: Id<"channels">, messageId: Id<"messages">): Feed {
  const page = usePaginatedQuery(api.messages.thread, { messageId }, { initialNumItems: PAGE_SIZE });
  return useFeed(page, usePending(channelId, messageId));
}

/** @throws NOT_FOUND */
export function useMessage(messageId: Id<"messages">): FeedMessage | undefined {
  const message = useQuery(api.messages.get, { messageId });
  return message && toFeed(message);
}
