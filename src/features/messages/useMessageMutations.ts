import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { OptimisticLocalStore } from "convex/browser";
import { optimisticallyUpdateValueInPaginatedQuery, useMutation } from "convex/react";
import { useMyId } from "@/features/users";
import type { SavedMessage } from "./feed";

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> | undefined };
type Change = (message: SavedMessage) => SavedMessage;

/** Changes one message in whatever shows it: the channel, its thread, and the thread's head. */
export function showChanged(
  store: OptimisticLocalStore,
  place: Place,
  messageId: Id<"messages">,
  change: Change,
) {
  const changeOne = (message: SavedMessage) => (message._id === messageId ? change(message) : message);
  const { channelId, threadId } = place;
  if (threadId) {
    optimisticallyUpdateValueInPaginatedQuery(store, api.messages.thread, { messageId: threadId }, changeOne);
  }
  optimisticallyUpdateValueInPaginatedQuery(store, api.messages.paginated, { channelId }, changeOne);
  const head = store.getQuery(api.messages.get, { messageId });
  if (head) store.setQuery(api.messages.get, { messageId }, change(head));
}

/** A reaction added or taken back by one person; an emoji without people goes. */
export function toggled(
  message: SavedMessage,
  emoji: string,
  userId: Id<"users">,
  isOn: boolean,
): SavedMessage {
  const others =
    message.reactions.find((reaction) => reaction.emoji === emoji)?.userIds.filter((id) => id !== userId) ??
    [];
  const userIds = isOn ? [...others, userId] : others;
  const isNew = message.reactions.every((reaction) => reaction.emoji !== emoji);
  const reactions = message.reactions.map((reaction) =>
    reaction.emoji === emoji ? { emoji, userIds } : reaction,
  );
  if (isNew && isOn) reactions.push({ emoji, userIds });
  return { ...message, reactions: reactions.filter((reaction) => reaction.userIds.length > 0) };
}

/** Edits, deletes and reacts; the screen follows at once, the server's answer replaces the guess. */
export function useMessageMutations(place: Place) {
  const myId = useMyId() as Id<"users">;
  const edit = useMutation(api.messages.update).withOptimisticUpdate((store, { messageId, text }) =>
    showChanged(store, place, messageId, (message) => ({ ...message, text, editedAt: Date.now() })),
  );
  const add = useMutation(api.messages.addReaction).withOptimisticUpdate((store, { messageId, emoji }) =>
    showChanged(store, place, messageId, (message) => toggled(message, emoji, myId, true)),
  );
  const takeBack = useMutation(api.messages.removeReaction).withOptimisticUpdate(
    (store, { messageId, emoji }) =>
      showChanged(store, place, messageId, (message) => toggled(message, emoji, myId, false)),
  );
  const remove = useMutation(api.messages.remove);
  const restore = useMutation(api.messages.restore);
  return {
    edit: (messageId: Id<"messages">, text: string) => edit({ messageId, text }),
    remove: (messageId: Id<"messages">) => remove({ messageId }),
    restore: (messageId: Id<"messages">) => restore({ messageId }),
    react: (messageId: Id<"messages">, emoji: string, isOn: boolean) =>
      (isOn ? add : takeBack)({ messageId, emoji }),
  };
}
