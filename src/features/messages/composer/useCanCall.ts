import type { Id } from "@convex/_generated/dataModel";
import { useChannels } from "@/features/channels";
import { useGroups, usePeople } from "@/features/users";

/** Whether everybody in a place can be called: in channels, and not in conversations between given people. */
export const useCanCall = (channelId: Id<"channels"> | undefined): boolean =>
  useChannels()?.some(({ _id, kind }) => _id === channelId && kind !== "direct") ?? false;

/** The groups among those whom a text names. */
export function useNamedGroups(names: readonly { id: string }[]): string[] {
  const known = usePeople();
  const groupIds = names.map(({ id }) => id).filter((id) => known.get(id)?.isGroup === true);
  // Known by the time it is asked how many they call.
  useGroups(groupIds.length > 0);
  return groupIds;
}
