import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionArgs } from "convex/server";

type Changes = FunctionArgs<typeof api.digests.updateSettings>;

/** The caller's mail settings; a change shows at once, the next time follows from the server. */
export function useDigestSettings() {
  const settings = useQuery(api.digests.settings);
  const update = useMutation(api.digests.updateSettings).withOptimisticUpdate((store, changes) => {
    const before = store.getQuery(api.digests.settings, {});
    if (!before) return;
    const { timeZone, digestDays = before.digestDays, digestHour = before.digestHour } = changes;
    store.setQuery(
      api.digests.settings,
      {},
      {
        ...before,
        digestDays,
        digestHour,
        ...(timeZone !== undefined && {
          timeZone: timeZone ?? before.timeZone,
          isZoneChosen: timeZone !== null,
        }),
      },
    );
  });
  return {
    settings,
    update: (changes: Changes) =>
      update(
        changes.timeZone === null
          ? { ...changes, browserZone: Intl.DateTimeFormat().resolvedOptions().timeZone }
          : changes,
      ),
  };
}
