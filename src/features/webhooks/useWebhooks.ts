import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type WebhookEvent = FunctionReturnType<typeof api.webhookEvents.list>[number];
export type WebhookProvider = FunctionReturnType<typeof api.webhookEvents.sources>[number];

/** The providers that may call this server, and their newest calls. */
export function useWebhooks(): {
  sources: readonly WebhookProvider[] | undefined;
  events: readonly WebhookEvent[] | undefined;
} {
  return { sources: useQuery(api.webhookEvents.sources), events: useQuery(api.webhookEvents.list) };
}

export function useRetryWebhook() {
  const retry = useMutation(api.webhookEvents.retry);
  return (id: WebhookEvent["_id"]) => retry({ id });
}
