import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQueries } from "convex/react";
import { useMemo } from "react";
import type { SavedMessage } from "./message";

/** Messages that something leads back to, without those that load yet or that the reader may not read. */
export function useMessageSources(messageIds: readonly Id<"messages">[]): SavedMessage[] {
  const asked = messageIds.join(" ");
  const queries = useMemo(() => {
    const ids = asked.split(" ").filter((id) => id !== "");
    return Object.fromEntries(
      ids.map((messageId) => [messageId, { query: api.messages.get, args: { messageId } }]),
    );
  }, [asked]);
  const answers: Record<string, SavedMessage | Error | undefined> = useQueries(queries);
  return messageIds.flatMap((id) => {
    const message = answers[id];
    return message && !(message instanceof Error) ? message : [];
  });
}
