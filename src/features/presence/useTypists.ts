import { api } from "@convex/_generated/api";
import { TYPING_SHOWN_MS } from "@convex/shared/time";
import { useQuery } from "convex/react";
import { useMyId } from "@/features/users";
import { useSignals } from "./useSignals";
import type { Conversation } from "./useTypingSigns";

/** The others who are typing there. */
export function useTypists(conversation: Conversation) {
  const signals = useQuery(api.presence.typists, conversation);
  return useSignals(signals, TYPING_SHOWN_MS, useMyId());
}
