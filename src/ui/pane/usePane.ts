import { useSearchParams } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";

/** What stands beside the page; it is part of the address, so that links and the back button know it. */
export type PaneName = "task" | "thread" | "details";

const NAMES: readonly PaneName[] = ["task", "thread", "details"];

const withPane = (now: URLSearchParams, name?: PaneName, id = "1"): URLSearchParams => {
  const next = new URLSearchParams(now);
  for (const other of NAMES) next.delete(other);
  if (name) next.set(name, id);
  return next;
};

export function usePane() {
  const [params, setParams] = useSearchParams();
  const name = NAMES.find((candidate) => params.has(candidate));
  const id = name ? (params.get(name) ?? "") : "";
  const change = (pane?: PaneName, paneId?: string, replace = false) =>
    setParams((now) => withPane(now, pane, paneId), { replace, state: KEEPS_VIEW });

  return {
    name,
    id,
    open: (pane: PaneName, paneId?: string) => change(pane, paneId),
    /** Opens it as part of the address that was just followed: back leads to where that began. */
    openInstead: (pane: PaneName, paneId: string) => change(pane, paneId, true),
    close: () => change(),
    /** The same page with something beside it. */
    to: (pane: PaneName, paneId: string): string => `?${withPane(params, pane, paneId)}`,
  };
}
