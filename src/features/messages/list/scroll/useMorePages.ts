import { useEffect, useState } from "react";

const ARM_MS = 250;
const NEAR_ROWS = 15;

/** How far the rows on screen are from the first and the last one that is loaded, and how it goes on beyond them. */
type Ends = {
  before: number;
  after: number;
  canLoadOlder: boolean;
  canLoadNewer: boolean;
  onLoadOlder: () => void;
  onLoadNewer: () => void;
};

/** Asks for the next page before its place comes into sight; not in the first moments, while sizes settle. */
export function useMorePages(ends: Ends): void {
  const { before, after, canLoadOlder, canLoadNewer, onLoadOlder, onLoadNewer } = ends;
  const [isArmed, setIsArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsArmed(true), ARM_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (isArmed && canLoadOlder && before < NEAR_ROWS) onLoadOlder();
  }, [isArmed, canLoadOlder, before, onLoadOlder]);
  useEffect(() => {
    if (isArmed && canLoadNewer && after < NEAR_ROWS) onLoadNewer();
  }, [isArmed, canLoadNewer, after, onLoadNewer]);
}
