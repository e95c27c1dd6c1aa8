import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import type { Id } from "@convex/_generated/dataModel";
import type { ChannelId } from "../channel";
import type { ChannelDetails } from "../useChannels";

export type AccessRequest = FunctionReturnType<typeof api.channels.accessRequests>[number];

/** Who asks to be let into a channel, if I could let them in. */
export function useAccessRequests(channel: ChannelDetails): readonly AccessRequest[] {
  const { _id: channelId, kind, isMember, archivedAt } = channel;
  const canAdd = kind === "private" && isMember && archivedAt === undefined;
  return useQuery(api.channels.accessRequests, canAdd ? { channelId } : "skip") ?? [];
}

export function useAccessActions(channelId: ChannelId) {
  const ask = useMutation(api.channels.askForAccess);
  const answer = useMutation(api.channels.answerAccessRequest);
  return {
    ask: () => ask({ channelId }),
    answer: (userId: Id<"users">, isAdded: boolean) => answer({ channelId, userId, isAdded }),
  };
}
