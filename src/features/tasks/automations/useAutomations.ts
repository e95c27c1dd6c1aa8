import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, usePaginatedQuery, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { myZone } from "@/lib/time";
import type { AutomationDraft, Trigger } from "./automation";

type Board = FunctionReturnType<typeof api.board.automations.list>;
export type Automation = Board["automations"][number];
export type AutomationId = Automation["_id"];

/** What a board does by itself, and whether I may change it; undefined until that is known. */
export const useAutomations = (channelId: Id<"channels">): Board | undefined =>
  useQuery(api.board.automations.list, { channelId });

export function useAutomationActions(channelId: Id<"channels">) {
  const add = useMutation(api.board.automations.add);
  const update = useMutation(api.board.automations.update);
  const setOn = useMutation(api.board.automations.setOn).withOptimisticUpdate((store, next) => {
    const board = store.getQuery(api.board.automations.list, { channelId });
    const changed = board?.automations.map((one) =>
      one._id === next.automationId ? { ...one, isOn: next.isOn } : one,
    );
    if (board && changed)
      store.setQuery(api.board.automations.list, { channelId }, { ...board, automations: changed });
  });
  const remove = useMutation(api.board.automations.remove);
  return {
    save: async (automationId: AutomationId | undefined, { when, steps }: AutomationDraft) => {
      const said = { when, steps: [...steps], timeZone: myZone() };
      if (automationId) await update({ automationId, ...said });
      else await add({ channelId, ...said });
    },
    setOn: (automationId: AutomationId, isOn: boolean) => setOn({ automationId, isOn }),
    remove: (automationId: AutomationId) => remove({ automationId }),
  };
}

/** Events and messages that are looked through at once. */
const AT_ONCE = 100;

/** When something would have set it off in these days. */
export function useRehearsal(channelId: Id<"channels">, when: Trigger) {
  const asked = { channelId, when, timeZone: myZone() };
  const { results, status, loadMore } = usePaginatedQuery(api.board.automations.rehearse, asked, {
    initialNumItems: AT_ONCE,
  });
  return {
    occasions: results,
    isLoading: status === "LoadingFirstPage" || status === "LoadingMore",
    lookFurther: status === "CanLoadMore" ? () => loadMore(AT_ONCE) : undefined,
  };
}

export type Occasion = ReturnType<typeof useRehearsal>["occasions"][number];
