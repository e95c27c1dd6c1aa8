import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useNow } from "@/platform/useNow";

type Choice = FunctionReturnType<typeof api.inbox.ringing.channels>[number];

/** What I have chosen in single channels, by their ids; undefined until it is known. */
export function useChannelChoices(): ReadonlyMap<string, Choice> | undefined {
  const choices = useQuery(api.inbox.ringing.channels);
  return choices && new Map(choices.map((choice) => [choice.channelId, choice]));
}

/** The channels that I have muted, as far as that has not ended: ids. */
export function useMuted(): ReadonlySet<string> {
  const now = useNow();
  const choices = useQuery(api.inbox.ringing.channels) ?? [];
  return new Set(choices.flatMap(({ channelId, mutedUntil = 0 }) => (mutedUntil > now ? [channelId] : [])));
}
