import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import type { Channel, ChannelId } from "./channel";

export type ChannelDetails = FunctionReturnType<typeof api.channels.get>;

/** The channels I am in, archived ones included. */
export const useChannels = (): readonly Channel[] | undefined => useQuery(api.channels.list);

/** A channel I may read. @throws NOT_FOUND, also later, when my access ends */
export const useChannel = (channelId: ChannelId): ChannelDetails | undefined =>
  useQuery(api.channels.get, { channelId });

export const useChannelMembers = (channelId: ChannelId) => useQuery(api.channels.members, { channelId });

export const useBrowsedChannels = () => useQuery(api.channels.browse);
