import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type QueueStanding = FunctionReturnType<typeof api.emails.queue>;
export type Queues = { emails: QueueStanding; questions: QueueStanding };

/** What waits to be sent to mail servers and AI providers. */
export function useQueues(): Queues | undefined {
  const emails = useQuery(api.emails.queue);
  const questions = useQuery(api.categorisations.queue);
  return emails && questions ? { emails, questions } : undefined;
}
