/** What I deleted since this page was opened stays in its place, to be brought back. */
import { useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";
import type { FeedMessage } from "./feed";

export type Removed = { message: FeedMessage; threadId: string | undefined };

const removed = new Observable<readonly Removed[]>([]);

export function noteRemoved(entry: Removed): void {
  removed.set([...removed.get().filter(({ message }) => message.id !== entry.message.id), entry]);
}

export function forgetRemoved(id: FeedMessage["id"]): void {
  removed.set(removed.get().filter(({ message }) => message.id !== id));
}

type Place = { channelId: string; threadId?: string | undefined };

/** What I deleted in a place. */
export function useRemoved({ channelId, threadId }: Place): readonly FeedMessage[] {
  return useSyncExternalStore(removed.subscribe, removed.get)
    .filter((entry) => entry.message.channelId === channelId && entry.threadId === threadId)
    .map(({ message }) => message);
}

/**
 * The messages with what I deleted among them, where it was.
 *
 * @param isWhole  whether the oldest is loaded; else what is older than the loaded ones waits until they are
 */
export function withRemoved(
  saved: readonly FeedMessage[],
  gone: readonly FeedMessage[],
  isWhole: boolean,
): readonly FeedMessage[] {
  if (gone.length === 0) return saved;
  const goneById = new Map(gone.map((message) => [message.id, message]));
  // Still there until the server has deleted it, or because it holds a thread.
  const kept = saved.map((message) => (goneById.has(message.id) ? asRemoved(message) : message));
  const known = new Set(saved.map((message) => message.id));
  const oldest = saved[0]?.createdAt ?? 0;
  const back = gone.filter(({ id, createdAt }) => !known.has(id) && (isWhole || createdAt > oldest));
  return [...kept, ...back.map(asRemoved)].toSorted((a, b) => a.createdAt - b.createdAt);
}

const asRemoved = (message: FeedMessage): FeedMessage => ({
  ...message,
  text: "",
  isDeleted: true,
  canRestore: true,
  reactions: [],
});
