import { useState } from "react";
import { useSearchParams } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { readLocal, writeLocal } from "@/platform/localStore";

const VIEWS = ["board", "list", "calendar", "timeline", "workload", "away"] as const;
export type BoardView = (typeof VIEWS)[number];

const KEY = "board-view";

/** How tasks are shown: as the address says, or else as I have chosen last. */
export function useBoardView(): { view: BoardView; setView: (view: BoardView) => void } {
  const [params, setParams] = useSearchParams();
  // The address follows a moment later; from then on it says the view.
  const [chosen, setChosen] = useState<BoardView>();
  if (chosen !== undefined && params.get("view") === chosen) setChosen(undefined);
  const wanted = chosen ?? params.get("view") ?? readLocal(KEY);
  return {
    view: VIEWS.find((view) => view === wanted) ?? "board",
    setView: (view) => {
      setChosen(view);
      if (view !== "away") writeLocal(KEY, view);
      const next = new URLSearchParams(params);
      next.set("view", view);
      setParams(next, { replace: true, state: KEEPS_VIEW });
    },
  };
}
