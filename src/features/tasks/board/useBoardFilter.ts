import { useDraft } from "@/features/users";
import { NO_FILTER, type Filter } from "./placing";

function readFilter(stored: unknown): Filter {
  const { text, assigneeId, tag, priority } = (stored ?? {}) as Partial<Filter>;
  return typeof text === "string" ? { text, assigneeId, tag, priority } : NO_FILTER;
}

/** The filter of a board. It outlives reloads and visits to other pages, until it is cleared. */
export function useBoardFilter(channelId: string | undefined) {
  const { draft, setDraft } = useDraft<Filter | undefined>(`board:${channelId ?? "workspace"}`, readFilter);
  return {
    filter: draft ?? NO_FILTER,
    setFilter: (filter: Filter) => setDraft(filter === NO_FILTER ? undefined : filter),
  };
}
