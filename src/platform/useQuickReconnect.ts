import { useEffect } from "react";
import { env } from "./env";

const SHORTEST_MS = 1_000;
/** Spread out, so that a whole team does not knock in the same moment after a restart. */
const SPREAD_MS = 1_500;

async function knock(): Promise<void> {
  try {
    const answer = await fetch("/health", { cache: "no-store" });
    // What a device says when its network returns; the Convex client then connects at once.
    if (answer.ok) dispatchEvent(new Event("online"));
  } catch {
    // Still away.
  }
}

/** While the connection is lost, asks our own server whether it is back: the client alone waits up to 16 seconds. */
export function useQuickReconnect(isAway: boolean): void {
  useEffect(() => {
    if (!isAway || env.convexUrl) return;
    const timer = setInterval(() => void knock(), SHORTEST_MS + Math.random() * SPREAD_MS);
    return () => clearInterval(timer);
  }, [isAway]);
}
