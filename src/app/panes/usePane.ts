import { useSearchParams } from "react-router";

/** What stands beside the page; it is part of the address, so that links and the back button know it. */
export type PaneName = "task" | "thread" | "details";

const NAMES: readonly PaneName[] = ["task", "thread", "details"];

export function usePane() {
  const [params, setParams] = useSearchParams();
  const name = NAMES.find((candidate) => params.has(candidate));
  const id = name ? (params.get(name) ?? "") : "";

  function change(edit: (next: URLSearchParams) => void) {
    setParams((now) => {
      const next = new URLSearchParams(now);
      for (const other of NAMES) next.delete(other);
      edit(next);
      return next;
    });
  }

  return {
    name,
    id,
    open: (pane: PaneName, paneId = "1") => change((next) => next.set(pane, paneId)),
    close: () => change(() => undefined),
  };
}
