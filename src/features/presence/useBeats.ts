import { api } from "@convex/_generated/api";
import { AWAY_AFTER_MS, WINDOW_BEAT_MS } from "@convex/shared/time";
import { useConvex, useMutation } from "convex/react";
import { useEffect } from "react";
import { newId } from "@/lib/newId";
import { isPresent } from "@/platform/presence";

/** How often it is looked whether there is something to tell. */
const LOOK_MS = 15_000;
const SIGNS = ["focus", "pointerdown", "keydown", "wheel"] as const;

/** Tells the server that this window is open, and whether somebody uses it. Nothing is told while there is no connection. */
export function useBeats(): void {
  const client = useConvex();
  const beat = useMutation(api.presence.beat);
  const leave = useMutation(api.presence.leave);
  useEffect(() => {
    const windowId = newId();
    let usedAt = Date.now();
    let told = { isActive: false, at: 0, usedAt: 0 };
    const tell = () => {
      const now = Date.now();
      const isActive = document.visibilityState === "visible" && now - usedAt < AWAY_AFTER_MS;
      const isDue = told.isActive !== isActive || now - told.at >= WINDOW_BEAT_MS;
      // What waits for a connection would hold up closing the window.
      if (!isDue || !client.connectionState().isWebSocketConnected) return;
      const isUsed = isPresent() && usedAt > told.usedAt;
      told = { isActive, at: now, usedAt };
      // It is said again anyway, and nothing that was typed depends on it.
      beat({ windowId, isActive, isUsed }).catch(() => undefined);
    };
    const use = () => {
      usedAt = Date.now();
      tell();
    };
    const close = () => {
      if (client.connectionState().isWebSocketConnected) leave({ windowId }).catch(() => undefined);
    };
    tell();
    const timer = setInterval(tell, LOOK_MS);
    for (const sign of SIGNS) addEventListener(sign, use, { passive: true });
    document.addEventListener("visibilitychange", tell);
    addEventListener("pagehide", close);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) removeEventListener(sign, use);
      document.removeEventListener("visibilitychange", tell);
      removeEventListener("pagehide", close);
      close();
    };
  }, [client, beat, leave]);
}
