import { useEffect, useState, useSyncExternalStore } from "react";

const MINUTE_MS = 60_000;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, MINUTE_MS);
  document.addEventListener("visibilitychange", listener);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", listener);
  };
}

/** The time, to the minute; screens that show relative times read it and so grow older by themselves. */
export const useNow = (): number =>
  useSyncExternalStore(subscribe, () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);

const HOUR_MS = 3_600_000;

/** When I came to this window, within an hour. */
export function useVisit(): number {
  const [visit, setVisit] = useState(() => Date.now());
  useEffect(() => {
    const come = () => setVisit((last) => (Date.now() - last < HOUR_MS ? last : Date.now()));
    addEventListener("focus", come);
    return () => removeEventListener("focus", come);
  }, []);
  return visit;
}
