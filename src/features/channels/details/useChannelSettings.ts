import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { OptimisticLocalStore } from "convex/browser";
import { useMutation, useQuery } from "convex/react";
import { reportRefusal } from "@/platform/reportRefusal";
import type { ChannelId } from "../channel";
import type { ChannelDetails } from "../useChannels";

export type Posting = "everyone" | "owners" | "nobody";

/** How much a channel holds; undefined until it has come. */
export const useChannelSize = (channelId: ChannelId) =>
  useQuery(api.chat.channelSettings.size, { channelId });

/** What would be lost with a channel; undefined until it has come. */
export const useChannelContent = (channelId: ChannelId) =>
  useQuery(api.chat.channelSettings.content, { channelId });

/** Deletes a channel for good, by its name. Rejected with the server's code. */
export function useDeleteChannel(channelId: ChannelId) {
  const remove = useMutation(api.chat.channelSettings.remove);
  return (name: string) => remove({ channelId, name });
}

/** Shows a choice before the server has answered. */
function show(store: OptimisticLocalStore, channelId: ChannelId, changes: Partial<ChannelDetails>): void {
  const channel = store.getQuery(api.channels.get, { channelId });
  if (channel) store.setQuery(api.channels.get, { channelId }, { ...channel, ...changes });
}

/** What those who manage a channel decide. A refusal is told; the answer says whether it was done. */
export function useChannelSettings(channelId: ChannelId) {
  const setPosting = useMutation(api.chat.channelSettings.setPosting).withOptimisticUpdate(
    (store, { posting }) => show(store, channelId, { posting: posting === "everyone" ? undefined : posting }),
  );
  const setCalling = useMutation(api.chat.channelSettings.setCalling).withOptimisticUpdate(
    (store, { calling }) => show(store, channelId, { calling: calling === "everyone" ? undefined : calling }),
  );
  const setOwner = useMutation(api.chat.channelSettings.setOwner);
  const setForNewcomers = useMutation(api.chat.channelSettings.setForNewcomers).withOptimisticUpdate(
    (store, { isForNewcomers }) => show(store, channelId, { isForNewcomers }),
  );
  const convert = useMutation(api.chat.channelSettings.convert);
  const nameConversation = useMutation(api.chat.channelSettings.nameConversation);
  return {
    setPosting: (posting: Posting) => reportRefusal(setPosting({ channelId, posting })),
    setCalling: (calling: "everyone" | "owners") => reportRefusal(setCalling({ channelId, calling })),
    setOwner: (userId: Id<"users">, isOwner: boolean) =>
      reportRefusal(setOwner({ channelId, userId, isOwner })),
    setForNewcomers: (isForNewcomers: boolean) =>
      reportRefusal(setForNewcomers({ channelId, isForNewcomers })),
    convert: (kind: "public" | "private") => reportRefusal(convert({ channelId, kind })),
    /** Rejected with the server's code. */
    nameConversation: (name: string) => nameConversation({ channelId, name }),
  };
}
