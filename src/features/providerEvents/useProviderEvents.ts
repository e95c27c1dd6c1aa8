import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type ProviderEvent = FunctionReturnType<typeof api.providerEvents.list>[number];
export type Provider = FunctionReturnType<typeof api.providerEvents.sources>[number];

/** The providers that may call this server, and their newest calls. */
export function useProviderEvents(): {
  sources: readonly Provider[] | undefined;
  events: readonly ProviderEvent[] | undefined;
} {
  return { sources: useQuery(api.providerEvents.sources), events: useQuery(api.providerEvents.list) };
}

export function useRetryProviderEvent() {
  const retry = useMutation(api.providerEvents.retry);
  return (id: ProviderEvent["_id"]) => retry({ id });
}
