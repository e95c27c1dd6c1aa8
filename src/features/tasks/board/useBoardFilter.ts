import { useDraft } from "@/features/users";
import { NO_FILTER, type Filter } from "./placing";

function readFilter(stored: unknown): Filter {
  const { text, assigneeId, tag } = (stored ?? {}) as Partial<Filter>;
  return typeof text === "string" ? { text, assigneeId, tag } : NO_FILTER;
}

/** What a board is narrowed down to. It stays over reloads and other pages, until it is cleared. */
export function useBoardFilter(channelId: string | undefined) {
  const { draft, setDraft } = useDraft<Filter | undefined>(`board:${channelId ?? "workspace"}`, readFilter);
  return {
    filter: draft ?? NO_FILTER,
    setFilter: (filter: Filter) => setDraft(filter === NO_FILTER ? undefined : filter),
  };
}
