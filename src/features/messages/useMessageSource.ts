import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQueries } from "convex/react";
import type { SavedMessage } from "./message";

/** A message that something leads back to; nothing while it loads and for those who may not read it. */
export function useMessageSource(messageId: Id<"messages">): SavedMessage | undefined {
  const { message } = useQueries({ message: { query: api.messages.get, args: { messageId } } });
  return message instanceof Error ? undefined : (message as SavedMessage | undefined);
}
