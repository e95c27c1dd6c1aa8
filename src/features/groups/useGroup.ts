import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, usePaginatedQuery, useQuery } from "convex/react";
import { useIsMine, useMe, type Group } from "@/features/users";

const PAGE = 20;

export type Names = { handle: string; name: string };

/** A group, and whether I may change it; null where there is none. */
export function useGroup(groupId: Id<"groups">) {
  const group: Group | null | undefined = useQuery(api.chat.groups.get, { groupId });
  const isMine = useIsMine(groupId);
  return { group, isMine, canChange: useMe()?.role === "admin" || isMine };
}

/** Its people as far as they are loaded, those who were deactivated last. */
export function useGroupMembers(groupId: Id<"groups">) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.chat.groups.members,
    { groupId },
    { initialNumItems: PAGE },
  );
  return {
    members: status === "LoadingFirstPage" ? undefined : results,
    loadMore: status === "CanLoadMore" ? () => loadMore(PAGE) : undefined,
  };
}

/** Rejected with the server's code. */
export function useGroupActions() {
  const create = useMutation(api.chat.groups.create);
  const update = useMutation(api.chat.groups.update);
  const remove = useMutation(api.chat.groups.remove);
  const addMembers = useMutation(api.chat.groups.addMembers);
  const removeMember = useMutation(api.chat.groups.removeMember);
  return {
    create: (names: Names) => create(names),
    update: (groupId: Id<"groups">, names: Names) => update({ groupId, ...names }),
    remove: (groupId: Id<"groups">) => remove({ groupId }),
    add: (groupId: Id<"groups">, userIds: Id<"users">[]) => addMembers({ groupId, userIds }),
    takeOut: (groupId: Id<"groups">, userId: Id<"users">) => removeMember({ groupId, userId }),
  };
}
