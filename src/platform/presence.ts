import { useEffect, useState, useSyncExternalStore } from "react";

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

/** Whoever looks at something else for a moment finds everything as it is by then. */
const ASLEEP_AFTER_MS = 60_000;

/** Whether this window has been out of sight for a while. One that lies open behind others is in sight for some browsers. */
export function useIsAsleep(): boolean {
  const isHidden = useSyncExternalStore(subscribe, () => document.visibilityState === "hidden");
  const [isLong, setIsLong] = useState(false);
  if (!isHidden && isLong) setIsLong(false);
  useEffect(() => {
    if (!isHidden) return;
    const timer = setTimeout(() => setIsLong(true), ASLEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isHidden]);
  return isHidden && isLong;
}

export const useIsPresent = (): boolean => useSyncExternalStore(subscribe, isPresent);
