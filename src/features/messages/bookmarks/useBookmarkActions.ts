import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { movedBefore } from "@convex/shared/chat/bookmarks";
import type { OptimisticLocalStore } from "convex/browser";
import { useMutation, useQuery } from "convex/react";
import { reportRefusal } from "@/platform/reportRefusal";
import { addressOf, type Bookmark } from "./bookmark";

type ChannelId = Id<"channels">;
export type BookmarkDraft = { url: string; title: string; emoji?: string | undefined };

/** What an address could be called; undefined where nothing is known, or not yet. */
export function useSuggestedTitle(channelId: ChannelId, typed: string): string | undefined {
  const url = addressOf(typed);
  return useQuery(api.chat.bookmarks.titleOf, url === undefined ? "skip" : { channelId, url }) ?? undefined;
}

/** What people do with the bookmarks of a channel. */
export function useBookmarkActions(channelId: ChannelId) {
  const show = (store: OptimisticLocalStore, change: (now: Bookmark[]) => Bookmark[]) => {
    const now = store.getQuery(api.chat.bookmarks.list, { channelId });
    if (now) store.setQuery(api.chat.bookmarks.list, { channelId }, change(now));
  };
  const add = useMutation(api.chat.bookmarks.add);
  const update = useMutation(api.chat.bookmarks.update).withOptimisticUpdate(
    (store, { bookmarkId, ...fields }) =>
      show(store, (now) => now.map((one) => (one._id === bookmarkId ? { _id: bookmarkId, ...fields } : one))),
  );
  const remove = useMutation(api.chat.bookmarks.remove).withOptimisticUpdate((store, { bookmarkId }) =>
    show(store, (now) => now.filter(({ _id }) => _id !== bookmarkId)),
  );
  const move = useMutation(api.chat.bookmarks.move).withOptimisticUpdate((store, { bookmarkId, beforeId }) =>
    show(store, (now) => movedBefore(now, bookmarkId, beforeId)),
  );
  return {
    /** Rejected with the server's code. */
    save: async (bookmarkId: Bookmark["_id"] | undefined, draft: BookmarkDraft) =>
      bookmarkId === undefined ? await add({ channelId, ...draft }) : await update({ bookmarkId, ...draft }),
    remove: (bookmarkId: Bookmark["_id"]) => reportRefusal(remove({ bookmarkId })),
    putBack: ({ url, title, emoji }: Bookmark, beforeId: Bookmark["_id"] | undefined) =>
      void reportRefusal(add({ channelId, url, title, emoji, beforeId })),
    move: (bookmarkId: Bookmark["_id"], beforeId: Bookmark["_id"] | undefined) =>
      void reportRefusal(move({ bookmarkId, beforeId })),
  };
}
