import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";

export type AiOverview = FunctionReturnType<typeof api.operator.aiUsage.overview>;

export const useAi = (): AiOverview | undefined => useQuery(api.operator.aiUsage.overview);

export function useSaveAi() {
  const save = useMutation(api.operator.aiUsage.save).withOptimisticUpdate(
    (store, { mode, monthlyTokens }) => {
      const now = store.getQuery(api.operator.aiUsage.overview, {});
      if (!now) return;
      const next = { ...now, mode: mode ?? now.mode, monthlyTokens: monthlyTokens ?? now.monthlyTokens };
      store.setQuery(api.operator.aiUsage.overview, {}, next);
    },
  );
  return (changes: FunctionArgs<typeof api.operator.aiUsage.save>) => save(changes);
}
