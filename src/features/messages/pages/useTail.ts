import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQuery } from "convex/react";
import { useEffect, useEffectEvent, useState } from "react";

/** Those who look at a channel take up where the newest begin within this time, each at a moment of their own. */
const SPREAD_MS = 2_000;

/** Where the newest messages begin: as the head of the channel says at first, and then as they themselves do. */
export function useTail(channelId: Id<"channels">) {
  const [tail, setTail] = useState<bigint>();
  const told = useQuery(api.channels.head, tail === undefined ? { channelId } : "skip")?.tailTs;
  if (tail === undefined && told !== undefined) setTail(told);
  return [tail ?? told, setTail] as const;
}

/** Takes up a later tail, not at the same moment as all others. */
export function useTaking(later: bigint | undefined, setTail: (tail: bigint) => void): void {
  const take = useEffectEvent(() => {
    if (later !== undefined) setTail(later);
  });
  const isBehind = later !== undefined;
  useEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(take, Math.random() * SPREAD_MS);
    return () => clearTimeout(timer);
  }, [isBehind]);
}
