import { api } from "@convex/_generated/api";
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
    describe: (channelId: ChannelId, fields: { description?: string; topic?: string }) =>
      update({ channelId, ...fields }),
    archive: (channelId: ChannelId) => archive({ channelId }),
    unarchive: (channelId: ChannelId) => unarchive({ channelId }),
    join: (channelId: ChannelId) => join({ channelId }),
    leave: (channelId: ChannelId) => leave({ channelId }),
    addMember: (channelId: ChannelId, userId: Id<"users">) => addMember({ channelId, userId }),
    removeMember: (channelId: ChannelId, userId: Id<"users">) => removeMember({ channelId, userId }),
    openDirect: (userIds: Id<"users">[]) => openDirect({ userIds }),
  };
}
