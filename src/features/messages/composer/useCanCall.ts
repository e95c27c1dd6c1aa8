import type { Id } from "@convex/_generated/dataModel";
import { useChannels } from "@/features/channels";
import { useGroups, usePeople } from "@/features/users";

/** Whether everybody in a place can be called: in channels, and not in conversations between given people. */
export const useCanCall = (channelId: Id<"channels"> | undefined): boolean =>
  useChannels()?.some(({ _id, kind }) => _id === channelId && kind !== "direct") ?? false;

/** The groups among those whom a text names, and the people. */
export function useNamed<Named extends { id: string }>(names: readonly Named[]) {
  const known = usePeople();
  const isGroup = ({ id }: Named) => known.get(id)?.isGroup === true;
  const groupIds = names.filter(isGroup).map(({ id }) => id);
  // Known by the time it is asked how many they call.
  useGroups(groupIds.length > 0);
  return { groupIds, people: names.filter((one) => !isGroup(one)) };
}
