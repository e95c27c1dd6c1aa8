import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { usePeople } from "@/features/users";
import type { Channel, ChannelId } from "./channel";

export type ChannelDetails = FunctionReturnType<typeof api.channels.get>;

/** The channels I am in, archived ones included. */
export const useChannels = (): readonly Channel[] | undefined => useQuery(api.channels.list);

/** A channel I may read. @throws NOT_FOUND, also later, when my access ends */
export const useChannel = (channelId: ChannelId): ChannelDetails | undefined =>
  useQuery(api.channels.get, { channelId });

/** Who is in a channel; those who were deactivated are apart, since they come back to it once they are reactivated. */
export function useChannelMembers(channelId: ChannelId) {
  const memberships = useQuery(api.channels.members, { channelId });
  const people = usePeople();
  if (!memberships) return undefined;
  const ids = memberships.map(({ userId }) => userId);
  const isOut = (id: Id<"users">) => people.get(id)?.isActive === false;
  return { active: ids.filter((id) => !isOut(id)), deactivated: ids.filter(isOut) };
}
