import type { Id } from "@convex/_generated/dataModel";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { withView } from "../filter/filter";
import { useBoardFilter } from "../filter/useBoardFilter";
import { useViews } from "./useViews";

/**
 * With what a board opens where neither its address nor I have said how: the address of the view that its channel has chosen.
 * Undefined until that is known, null where there is none; one that is chosen later changes nothing of what is open.
 */
export function useOpening(channelId: Id<"channels"> | undefined): URLSearchParams | null | undefined {
  const [params] = useSearchParams();
  const { isOpen } = useBoardFilter(channelId);
  const { views } = useViews(channelId);
  const [openedWithout, setOpenedWithout] = useState<string>();
  if (!channelId || !isOpen || openedWithout === channelId) return null;
  if (!views) return undefined;
  const first = views.find(({ isDefault }) => isDefault);
  if (first) return withView(params, first.query);
  setOpenedWithout(channelId);
  return null;
}
