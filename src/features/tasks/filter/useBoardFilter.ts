import { useState } from "react";
import { useSearchParams } from "react-router";
import { useDraft } from "@/features/users";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { filterOf, NO_FILTER, readFilter, withFilter, type Filter } from "./filter";

/**
 * The filter of a board: as its address says, or else as it was left here. It outlives reloads and visits to other pages,
 * until it is cleared, and whoever is sent the address sees the same.
 */
export function useBoardFilter(channelId: string | undefined) {
  const [params, setParams] = useSearchParams();
  const place = `board:${channelId ?? "workspace"}`;
  const { draft, setDraft } = useDraft<Filter | undefined>(place, (stored) =>
    stored === undefined ? undefined : readFilter(stored),
  );
  // The address follows a moment later.
  const [chosen, setChosen] = useState<{ place: string; filter: Filter }>();
  const here = chosen?.place === place ? chosen.filter : undefined;
  return {
    filter: here ?? filterOf(params) ?? draft ?? NO_FILTER,
    setFilter: (filter: Filter) => {
      const isNone = Object.entries(filter).every(([, value]) => !value);
      setChosen({ place, filter });
      setDraft(isNone ? undefined : filter);
      setParams((now) => withFilter(now, filter), { replace: true, state: KEEPS_VIEW });
    },
  };
}
