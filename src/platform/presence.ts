import { useSyncExternalStore } from "react";

/** Whether somebody can be reading right now: the window is in sight and has the keyboard. */
export const isPresent = (): boolean => document.visibilityState === "visible" && document.hasFocus();

function subscribe(listener: () => void): () => void {
  addEventListener("focus", listener);
  addEventListener("blur", listener);
  document.addEventListener("visibilitychange", listener);
  return () => {
    removeEventListener("focus", listener);
    removeEventListener("blur", listener);
    document.removeEventListener("visibilitychange", listener);
  };
}

export const useIsPresent = (): boolean => useSyncExternalStore(subscribe, isPresent);
