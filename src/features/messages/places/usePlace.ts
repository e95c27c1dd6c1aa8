import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type MessagePlace = FunctionReturnType<typeof api.messages.place>;

/** Where the message of an address is; undefined while it loads. @throws NOT_FOUND */
export const useMessagePlace = (channelId: string, messageId: string | undefined): MessagePlace | undefined =>
  useQuery(api.messages.place, messageId === undefined ? "skip" : { channelId, messageId });
