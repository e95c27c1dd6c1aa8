import { useSearchParams } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";

/** What stands beside the page; it is part of the address, so that links and the back button know it. */
export type PaneName = "task" | "thread" | "details";

const NAMES: readonly PaneName[] = ["task", "thread", "details"];

export function usePane() {
  const [params, setParams] = useSearchParams();
  const name = NAMES.find((candidate) => params.has(candidate));
  const id = name ? (params.get(name) ?? "") : "";

  function change(edit: (next: URLSearchParams) => void, replace = false) {
    const changed = (now: URLSearchParams) => {
      const next = new URLSearchParams(now);
      for (const other of NAMES) next.delete(other);
      edit(next);
      return next;
    };
    setParams(changed, { replace, state: KEEPS_VIEW });
  }

  return {
    name,
    id,
    open: (pane: PaneName, paneId = "1") => change((next) => next.set(pane, paneId)),
    /** Opens it as part of the address that was just followed: back leads to where that began. */
    openInstead: (pane: PaneName, paneId: string) => change((next) => next.set(pane, paneId), true),
    close: () => change(() => undefined),
  };
}
