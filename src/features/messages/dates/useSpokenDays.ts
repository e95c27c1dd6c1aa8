import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQuery } from "convex/react";

/** On which days something was said in a channel, by the midnights around each; undefined while that loads. */
export const useSpokenDays = (channelId: Id<"channels">, bounds: number[]): readonly boolean[] | undefined =>
  useQuery(api.messages.days, { channelId, bounds });
