import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";

export type MailSettingsView = FunctionReturnType<typeof api.inbox.mailSettings.get>;
export type UpdateMailSettings = ReturnType<typeof useMailSettings>["update"];
type Changes = FunctionArgs<typeof api.inbox.mailSettings.update>;

/** The caller's mail settings; a change shows at once, the next time follows from the server. */
export function useMailSettings() {
  const settings = useQuery(api.inbox.mailSettings.get);
  const update = useMutation(api.inbox.mailSettings.update).withOptimisticUpdate((store, changes) => {
    const before = store.getQuery(api.inbox.mailSettings.get, {});
    if (!before) return;
    const { timeZone, browserZone: _, ...rest } = changes;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    store.setQuery(
      api.inbox.mailSettings.get,
      {},
      {
        ...before,
        ...given,
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
