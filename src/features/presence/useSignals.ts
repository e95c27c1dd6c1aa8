import type { Id } from "@convex/_generated/dataModel";
import { useEffect, useEffectEvent, useState } from "react";

type Signal = { userId: Id<"users">; at: number };
type Seen = Signal & { seenAt: number };

/**
 * Those whose last sign is not older than this, without me. Signs carry the server's time: the first that come are as old
 * as that says, and later ones are new when they come, whatever the clock here says.
 */
export function useSignals(signals: readonly Signal[] | undefined, shownMs: number, meId: string) {
  const [seen, setSeen] = useState<readonly Seen[]>();
  const [now, setNow] = useState(() => Date.now());
  const take = useEffectEvent(() => {
    if (!signals) return;
    const time = Date.now();
    setNow(time);
    setSeen(
      signals.map((signal) => {
        const known = seen?.find(({ userId }) => userId === signal.userId);
        const isNew = seen !== undefined && known?.at !== signal.at;
        return { ...signal, seenAt: isNew ? time : (known?.seenAt ?? Math.min(signal.at, time)) };
      }),
    );
  });
  useEffect(() => {
    const timer = setTimeout(take);
    return () => clearTimeout(timer);
  }, [signals]);
  const shown = (seen ?? []).filter(({ userId, seenAt }) => userId !== meId && now - seenAt < shownMs);
  const next = Math.min(...shown.map(({ seenAt }) => seenAt + shownMs));
  useEffect(() => {
    if (next === Infinity) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, next - Date.now()));
    return () => clearTimeout(timer);
  }, [next]);
  return shown.map(({ userId }) => userId);
}
