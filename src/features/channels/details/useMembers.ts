import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { usePeople } from "@/features/users";
import { PENDING } from "@/lib/text";
import type { ChannelId } from "../channel";

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
