import { api } from "@convex/_generated/api";
import { useConvex, useMutation } from "convex/react";
import { useEffect } from "react";
import { isPresent } from "@/platform/presence";

/** Well below the shortest delay of mails about mentions. */
const EVERY_MS = 4 * 60_000;
const SIGNS = ["focus", "pointerdown", "keydown", "wheel"] as const;

/** Tells the server now and then that the person is here, while they do something: what they see is not mailed. */
export function usePresence(): void {
  const client = useConvex();
  const look = useMutation(api.users.notePresence);
  useEffect(() => {
    let toldAt = 0;
    const tell = () => {
      const isDue = Date.now() - toldAt >= EVERY_MS;
      // What waits for a connection would hold up closing the window.
      if (!isDue || !isPresent() || !client.connectionState().isWebSocketConnected) return;
      toldAt = Date.now();
      // It is said again anyway, and nothing on screen depends on it.
      look({}).catch(() => undefined);
    };
    tell();
    for (const sign of SIGNS) addEventListener(sign, tell, { passive: true });
    return () => {
      for (const sign of SIGNS) removeEventListener(sign, tell);
    };
  }, [client, look]);
}
