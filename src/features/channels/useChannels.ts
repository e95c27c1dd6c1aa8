import { api } from "@convex/_generated/api";
import { LIMITS } from "@convex/shared/limits";
import { usePaginatedQuery, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { usePeople } from "@/features/users";
import { PENDING } from "@/lib/text";
import { useKept } from "@/platform/useKept";
import type { Channel, ChannelId } from "./channel";

export type ChannelDetails = FunctionReturnType<typeof api.channels.get>;

/** The channels I am in, archived ones included. */
export const useChannels = (): readonly Channel[] | undefined => useQuery(api.channels.list);

/** A channel I may read. @throws NOT_FOUND, also later, when my access ends */
export const useChannel = (channelId: ChannelId): ChannelDetails | undefined =>
  useQuery(api.channels.get, { channelId });

const PAGE = 50;

type Member = FunctionReturnType<typeof api.channels.members>["page"][number];

/**
 * The people of a channel as far as they are loaded, those who were deactivated last: the few of a small one by name,
 * others in the order in which they joined.
 */
export function useMembers(channelId: ChannelId) {
  const people = usePeople();
  const { results, status, loadMore } = usePaginatedQuery(
    api.channels.members,
    { channelId },
    { initialNumItems: PAGE },
  );
  const isSmall = status === "Exhausted" && results.length <= PAGE;
  const isReady = status !== "LoadingFirstPage" && !(isSmall && results.some(isUnnamed));
  function isUnnamed({ userId }: Member) {
    return people.nameOf(userId) === PENDING;
  }
  function compare(a: Member, b: Member) {
    const byStanding = Number(a.isDeactivated) - Number(b.isDeactivated);
    return byStanding || people.nameOf(a.userId).localeCompare(people.nameOf(b.userId));
  }
  return {
    members: isReady ? (isSmall ? results.toSorted(compare) : results) : undefined,
    loadMore: status === "CanLoadMore" ? () => loadMore(PAGE) : undefined,
  };
}

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
