import { api } from "@convex/_generated/api";
import type { OptimisticLocalStore } from "convex/browser";
import { useMutation } from "convex/react";
import type { Id } from "@convex/_generated/dataModel";
import type { ChannelId } from "./channel";

/** What people do with channels. Each promise is rejected with the server's code. */
export function useChannelActions() {
  const create = useMutation(api.channels.create);
  const update = useMutation(api.channels.update);
  const archive = useMutation(api.channels.archive);
  const unarchive = useMutation(api.channels.unarchive);
  const join = useMutation(api.channels.join);
  const leave = useMutation(api.channels.leave);
  const addMember = useMutation(api.channels.addMember);
  const removeMember = useMutation(api.channels.removeMember);
  const openDirect = useMutation(api.channels.openDirect);
  return {
    create: (draft: { name: string; isPrivate: boolean; description: string }) => create(draft),
    rename: (channelId: ChannelId, name: string) => update({ channelId, name }),
    describe: (channelId: ChannelId, description: string) => update({ channelId, description }),
    archive: (channelId: ChannelId) => archive({ channelId }),
    unarchive: (channelId: ChannelId) => unarchive({ channelId }),
    join: (channelId: ChannelId) => join({ channelId }),
    leave: (channelId: ChannelId) => leave({ channelId }),
    addMember: (channelId: ChannelId, userId: Id<"users">) => addMember({ channelId, userId }),
    removeMember: (channelId: ChannelId, userId: Id<"users">) => removeMember({ channelId, userId }),
    openDirect: (userIds: Id<"users">[]) => openDirect({ userIds }),
  };
}

/** Marking read and unread; the badge follows at once. */
export function useReadActions() {
  const markRead = useMutation(api.channels.markRead).withOptimisticUpdate(showRead);
  const markUnread = useMutation(api.channels.markUnread);
  return {
    markRead: (channelId: ChannelId, upTo?: number) =>
      markRead({ channelId, ...(upTo !== undefined && { upTo }) }),
    markUnread: (channelId: ChannelId, messageId: Id<"messages">) => markUnread({ channelId, messageId }),
  };
}

/** Clears the count when everything known is read; a partial read waits for the server's count. */
export function showRead(store: OptimisticLocalStore, args: { channelId: ChannelId; upTo?: number }): void {
  const counts = store.getQuery(api.channels.unread, {});
  if (!counts) return;
  store.setQuery(
    api.channels.unread,
    {},
    counts.map((count) => {
      const upTo = args.upTo ?? count.lastMessageAt;
      if (count.channelId !== args.channelId || upTo < count.lastMessageAt) return count;
      return { ...count, unread: 0, mentions: 0, lastReadAt: upTo };
    }),
  );
}
