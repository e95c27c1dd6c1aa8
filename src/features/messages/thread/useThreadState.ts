import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import { useUnread } from "@/features/channels";
import { reportRefusal } from "@/platform/reportRefusal";

type Thread = { channelId: Id<"channels">; threadId: Id<"messages"> };

/** Whether I follow a thread, and what of it is unread; with what changes it. */
export function useThreadState({ channelId, threadId: messageId }: Thread) {
  const mine = useQuery(api.inbox.threads.mine, { messageId });
  const show = (isFollowing: boolean) =>
    ((store, args) => {
      const known = store.getQuery(api.inbox.threads.mine, args);
      if (known) store.setQuery(api.inbox.threads.mine, args, { ...known, isFollowing });
    }) satisfies Parameters<typeof follow.withOptimisticUpdate>[0];
  const follow = useMutation(api.inbox.threads.follow);
  const unfollow = useMutation(api.inbox.threads.unfollow);
  const resolve = useMutation(api.inbox.threads.resolve);
  const reopen = useMutation(api.inbox.threads.reopen);
  const waiting = useUnread()?.get(channelId)?.replies ?? [];
  return {
    /** Undefined until it is known. */
    isFollowing: mine?.isFollowing,
    isUnread: (mine?.unread ?? 0) > 0 || waiting.some(({ threadId }) => threadId === messageId),
    setFollowing: (isFollowing: boolean) => {
      const change = (isFollowing ? follow : unfollow).withOptimisticUpdate(show(isFollowing));
      void reportRefusal(change({ messageId }));
    },
    setResolved: (isResolved: boolean) => void reportRefusal((isResolved ? resolve : reopen)({ messageId })),
  };
}
