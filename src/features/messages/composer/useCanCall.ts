import type { Id } from "@convex/_generated/dataModel";
import { useChannels } from "@/features/channels";

/** Whether everybody in a place can be called: in channels, and not in conversations between given people. */
export const useCanCall = (channelId: Id<"channels"> | undefined): boolean =>
  useChannels()?.some(({ _id, kind }) => _id === channelId && kind !== "direct") ?? false;
