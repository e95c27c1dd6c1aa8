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

/** Moves my position; how many mentions are left after a partial read is for the server to count. */
function showRead(store: OptimisticLocalStore, { channelId, upTo }: { channelId: ChannelId; upTo?: number }) {
  const head = store.getQuery(api.channels.head, { channelId });
  const positions = store.getQuery(api.channels.positions, {});
  if (!head || !positions) return;
  const lastReadAt = Math.min(upTo ?? head.lastMessageAt, head.lastMessageAt);
  const moved = positions.map((position) => {
    if (position.channelId !== channelId || lastReadAt <= position.lastReadAt) return position;
    const mentions = lastReadAt < head.lastMessageAt ? position.mentions : 0;
    return { ...position, lastReadAt, mentions };
  });
  store.setQuery(api.channels.positions, {}, moved);
}
