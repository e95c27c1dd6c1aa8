import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQuery } from "convex/react";
import { useMemo } from "react";
import { useDurable } from "@/platform/OutboxContext";
import { reportRefusal } from "@/platform/reportRefusal";
import type { FeedMessage } from "./feed";
import { pinMessage, saveMessage, unpinMessage, unsaveMessage } from "./messageMutations";

/** What is saved of a channel by the person who looks, and how to save and pin a message or take that back. */
export function useMarks(channelId: Id<"channels">, canWrite: boolean) {
  const ids = useQuery(api.messages.savedIn, { channelId });
  const saved: ReadonlySet<string> = useMemo(() => new Set(ids), [ids]);
  const pin = useDurable(pinMessage);
  const unpin = useDurable(unpinMessage);
  const save = useDurable(saveMessage);
  const unsave = useDurable(unsaveMessage);
  const isSaved = ({ id }: FeedMessage): boolean => id !== undefined && saved.has(id);
  const togglePin = ({ id: messageId, pinnedBy }: FeedMessage) => {
    if (messageId) void reportRefusal((pinnedBy ? unpin : pin)({ messageId }));
  };
  return {
    isSaved,
    toggleSaved: (message: FeedMessage) => {
      const { id: messageId } = message;
      if (messageId) void reportRefusal((isSaved(message) ? unsave : save)({ messageId }));
    },
    togglePin: canWrite ? togglePin : undefined,
  };
}
