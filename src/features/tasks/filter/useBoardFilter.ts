import { useState } from "react";
import { useSearchParams } from "react-router";
import { useDraft } from "@/features/users";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { filterOf, NO_FILTER, readFilter, saysView, withFilter, withView, type Filter } from "./filter";

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
  // The address follows a moment later; from then on it says the filter.
  const [chosen, setChosen] = useState<{ place: string; filter: Filter; address: string }>();
  if (chosen && (chosen.place !== place || chosen.address === String(params))) setChosen(undefined);

  function go(filter: Filter, address: URLSearchParams) {
    const isNone = Object.values(filter).every((value) => !value);
    setChosen({ place, filter, address: String(address) });
    setDraft(isNone ? undefined : filter);
    setParams(address, { replace: true, state: KEEPS_VIEW });
  }

  return {
    filter: chosen?.filter ?? filterOf(params) ?? draft ?? NO_FILTER,
    setFilter: (filter: Filter) => go(filter, withFilter(params, filter)),
    /** Shows a view that was kept. */
    openView: (query: string) => {
      const address = withView(params, query);
      go(filterOf(address) ?? NO_FILTER, address);
    },
    /** Whether neither the address nor I have said how tasks are shown here. */
    isOpen: chosen === undefined && draft === undefined && !saysView(params),
  };
}
