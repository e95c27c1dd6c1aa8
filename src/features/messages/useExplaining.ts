import type { Id } from "@convex/_generated/dataModel";
import { useState } from "react";
import type { FeedMessage } from "./feed";

/** The message of which I have asked why I hear of it. */
export function useExplaining() {
  const [messageId, setMessageId] = useState<Id<"messages">>();
  return {
    explain: ({ id }: FeedMessage) => setMessageId(id),
    why: messageId && { messageId, onClose: () => setMessageId(undefined) },
  };
}
