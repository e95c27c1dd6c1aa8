import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { usePaginatedQuery, useQuery, type UsePaginatedQueryResult } from "convex/react";
import { useEffect, useEffectEvent, useState } from "react";
import { useMyId } from "@/features/users";
import { useOutboxItems } from "@/platform/OutboxContext";
import { pendingIn, toFeed, withPending, type FeedMessage } from "./feed";
import type { SavedMessage } from "./message";
import { useRemoved, withRemoved } from "./removed";
import { useParts } from "./useParts";

const PAGE_SIZE = 50;
/** Fewer than this on screen and the list asks for more by itself: deleted messages leave pages short. */
const ENOUGH = 15;

export type Feed = {
  /** Oldest first. */
  messages: readonly FeedMessage[];
  /** Whether the newest page is on its way. What is mine and unsent is shown meanwhile. */
  isLoading: boolean;
  canLoadOlder: boolean;
  isLoadingOlder: boolean;
  loadOlder: (count?: number) => void;
};

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };

type Listed = Pick<UsePaginatedQueryResult<SavedMessage>, "results" | "status" | "loadMore">;

function useFeed({ results, status, loadMore }: Listed, place: Place): Feed {
  const myId = useMyId();
  const pending = pendingIn(place, useOutboxItems(), myId);
  const removed = useRemoved(place);
  const canLoadOlder = status === "CanLoadMore";
  const isShort = canLoadOlder && results.length < ENOUGH;
  const fillUp = useEffectEvent(() => loadMore(PAGE_SIZE));
  useEffect(() => {
    if (isShort) fillUp();
  }, [isShort, results.length]);
  const saved = results.toReversed().map(toFeed); // the server pages newest first
  return {
    messages: withPending(withRemoved(saved, removed, status === "Exhausted"), pending),
    isLoading: status === "LoadingFirstPage",
    canLoadOlder: status !== "Exhausted",
    isLoadingOlder: status === "LoadingMore",
    loadOlder: (count = PAGE_SIZE) => {
      if (canLoadOlder) loadMore(count);
    },
  };
}

/**
 * The messages of a channel, mine on their way included. With so many unread that a page would not reach the first
 * of them, it begins with the largest page there is; few sizes, so that many readers share them.
 */
export function useMessages(channelId: Id<"channels">, unread: number): Feed {
  const [initialNumItems] = useState(unread + ENOUGH > PAGE_SIZE ? LIMITS.pageItems : PAGE_SIZE);
  return useFeed(useParts(channelId, initialNumItems), { channelId });
}

/** The replies of a thread. */
export function useThread(channelId: Id<"channels">, messageId: Id<"messages">): Feed {
  const page = usePaginatedQuery(api.messages.thread, { messageId }, { initialNumItems: PAGE_SIZE });
  return useFeed(page, { channelId, threadId: messageId });
}

/** @throws NOT_FOUND */
export function useMessage(messageId: Id<"messages">): FeedMessage | undefined {
  const message = useQuery(api.messages.get, { messageId });
  return message && toFeed(message);
}
