import { useEffect, useState } from "react";

const ARM_MS = 250;
const NEAR_TOP_ROWS = 15;

/** Asks for the next older page before its place comes into sight; not in the first moments, while sizes settle. */
export function useOlderPages(firstIndex: number, count: number, canLoad: boolean, onLoad: () => void): void {
  const [isArmed, setIsArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsArmed(true), ARM_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (isArmed && canLoad && firstIndex < NEAR_TOP_ROWS) onLoad();
  }, [isArmed, canLoad, firstIndex, onLoad, count]);
}
