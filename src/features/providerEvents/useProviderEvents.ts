import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type ProviderEvent = FunctionReturnType<typeof api.operator.providerEvents.list>[number];
export type Provider = FunctionReturnType<typeof api.operator.providerEvents.sources>[number];

/** The providers that may call this server, and their newest calls. */
export function useProviderEvents(): {
  sources: readonly Provider[] | undefined;
  events: readonly ProviderEvent[] | undefined;
} {
  return {
    sources: useQuery(api.operator.providerEvents.sources),
    events: useQuery(api.operator.providerEvents.list),
  };
}

export function useRetryProviderEvent() {
  const retry = useMutation(api.operator.providerEvents.retry);
  return (id: ProviderEvent["_id"]) => retry({ id });
}
