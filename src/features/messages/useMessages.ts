import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { usePaginatedQuery, useQuery } from "convex/react";
import { useEffect, useEffectEvent, useState } from "react";
import { useMyId } from "@/features/users";
import { useOutboxItems } from "@/platform/OutboxContext";
import { pendingIn, toFeed, withPending, type FeedMessage } from "./feed";
import { joined, PAGE_SIZE, type Listed } from "./pages/listed";
import { useParts } from "./pages/useParts";
import { useSent } from "./pages/useSent";
import { useRemoved, withRemoved } from "./removed";

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
  /** Whether the newest loaded message is not the newest there is: the list was opened further back. */
  canLoadNewer: boolean;
  loadNewer: () => void;
};

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };

function useFeed({ results, status, loadMore, loadNewer }: Listed, place: Place): Feed {
  const myId = useMyId();
  const saved = results.toReversed().map(toFeed); // the server pages newest first
  const pending = useSent(pendingIn(place, useOutboxItems(), myId), saved);
  const removed = useRemoved(place);
  const canLoadOlder = status === "CanLoadMore";
  const isShort = canLoadOlder && results.length < ENOUGH;
  const fillUp = useEffectEvent(() => loadMore(PAGE_SIZE));
  useEffect(() => {
    if (isShort) fillUp();
  }, [isShort, results.length]);
  const canLoadNewer = loadNewer !== undefined;
  const span = { isFromStart: status === "Exhausted", isToEnd: !canLoadNewer };
  const listed = withRemoved(saved, removed, span);
  return {
    messages: canLoadNewer ? listed : withPending(listed, pending),
    isLoading: status === "LoadingFirstPage",
    canLoadOlder: status !== "Exhausted",
    isLoadingOlder: status === "LoadingMore",
    loadOlder: (count = PAGE_SIZE) => {
      if (canLoadOlder) loadMore(count);
    },
    canLoadNewer,
    loadNewer: () => loadNewer?.(PAGE_SIZE),
  };
}

/**
 * The messages of a channel, mine on their way included, at its end or around a place further back. With so many unread that a page would not reach the first
 * of them, it begins with the largest page there is; few sizes, so that many readers share them.
 */
export function useMessages(channelId: Id<"channels">, unread: number, at?: bigint): Feed {
  const [initialNumItems] = useState(unread + ENOUGH > PAGE_SIZE ? LIMITS.pageItems : PAGE_SIZE);
  return useFeed(useParts(channelId, initialNumItems, at), { channelId });
}

/** The replies of a thread, at its end or around a place further back. */
export function useThread(channelId: Id<"channels">, messageId: Id<"messages">, at?: bigint): Feed {
  const isBack = at !== undefined;
  const size = { initialNumItems: PAGE_SIZE };
  const older = usePaginatedQuery(api.messages.thread, { messageId, ...(isBack && { upTo: at }) }, size);
  const after = isBack ? { messageId, after: at, order: "asc" as const } : "skip";
  const newer = usePaginatedQuery(api.messages.thread, after, size);
  return useFeed(isBack ? joined(older, newer) : older, { channelId, threadId: messageId });
}

/** @throws NOT_FOUND */
export function useMessage(messageId: Id<"messages">): FeedMessage | undefined {
  const message = useQuery(api.messages.get, { messageId });
  return message && toFeed(message);
}
