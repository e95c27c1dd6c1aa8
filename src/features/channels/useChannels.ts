import { api } from "@convex/_generated/api";
import { LIMITS } from "@convex/shared/limits";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useKept } from "@/platform/useKept";
import type { Channel, ChannelId } from "./channel";

export type ChannelDetails = FunctionReturnType<typeof api.channels.get>;

/** The channels I am in, archived ones included. */
export const useChannels = (): readonly Channel[] | undefined => useQuery(api.channels.list);

/** A channel I may read. @throws NOT_FOUND, also later, when my access ends */
export const useChannel = (channelId: ChannelId): ChannelDetails | undefined =>
  useQuery(api.channels.get, { channelId });

/** How many active people are in a channel. */
export const useMemberCount = (channelId: ChannelId): number | undefined =>
  useKept(useQuery(api.channels.memberCount, { channelId }));

/** Those of some people who are not in a channel; what is known of them stays while more are asked for. */
export function useOutsiders(channelId: ChannelId, userIds: readonly string[]): string[] {
  const ids = [...new Set(userIds)].slice(0, LIMITS.idsAsked);
  const answer = useQuery(api.channels.areMembers, { channelId, ids });
  const inside = useKept<readonly string[]>(answer) ?? [];
  const asked = useKept(answer && ids.join(" "))?.split(" ") ?? [];
  const known = ids.filter((id) => asked.includes(id));
  return known.filter((id) => !inside.includes(id));
}
