/** Messages that I deleted since this page was opened. Each keeps its place in the list, and can be restored there. */
import { BEFORE_ALL } from "@convex/shared/unread";
import { useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";
import { isAfter, type FeedMessage } from "./feed";

export type Removed = { message: FeedMessage; threadId: string | undefined };

const removed = new Observable<readonly Removed[]>([]);

export function noteRemoved(entry: Removed): void {
  removed.set([...removed.get().filter(({ message }) => message.id !== entry.message.id), entry]);
}

export function forgetRemoved(id: FeedMessage["id"]): void {
  removed.set(removed.get().filter(({ message }) => message.id !== id));
}

type Place = { channelId: string; threadId?: string | undefined };

/** The messages that I deleted in one channel or thread. */
export function useRemoved({ channelId, threadId }: Place): readonly FeedMessage[] {
  return useSyncExternalStore(removed.subscribe, removed.get)
    .filter((entry) => entry.message.channelId === channelId && entry.threadId === threadId)
    .map(({ message }) => message);
}

/**
 * The messages of a list, with the deleted ones in their old places.
 *
 * @param span  whether the oldest and the newest message are loaded; if not, deleted ones beyond are left out
 */
export function withRemoved(
  saved: readonly FeedMessage[],
  gone: readonly FeedMessage[],
  { isFromStart, isToEnd }: { isFromStart: boolean; isToEnd: boolean },
): readonly FeedMessage[] {
  if (gone.length === 0) return saved;
  const goneById = new Map(gone.map((message) => [message.id, message]));
  // A deleted message is still listed until the server has deleted it, and for good if it holds a thread.
  const kept = saved.map((message) => (goneById.has(message.id) ? asRemoved(message) : message));
  const known = new Set(saved.map((message) => message.id));
  const oldest = saved[0]?.commitTs ?? BEFORE_ALL;
  const newest = saved.at(-1)?.commitTs ?? BEFORE_ALL;
  const isWithin = (message: FeedMessage) =>
    (isFromStart || isAfter(message, oldest)) && (isToEnd || !isAfter(message, newest));
  const back = gone.filter((message) => !known.has(message.id) && isWithin(message));
  return [...kept, ...back.map(asRemoved)].toSorted(byPlace);
}

const byPlace = (a: FeedMessage, b: FeedMessage) =>
  Number((a.commitTs ?? BEFORE_ALL) - (b.commitTs ?? BEFORE_ALL));

const asRemoved = (message: FeedMessage): FeedMessage => ({
  ...message,
  text: "",
  isDeleted: true,
  canRestore: true,
  reactions: [],
});
