import { useConvexConnectionState } from "convex/react";
import { useEffect, useState } from "react";
import { useIsKeptOpen } from "@/platform/device/useIsKeptOpen";
import { useOutboxItems } from "@/platform/OutboxContext";
import { useIsOnline } from "@/platform/online";
import { useQuickReconnect } from "@/platform/useQuickReconnect";

const PATIENCE_MS = 1_500;
const GOODBYE_MS = 2_000;

type State = "fine" | "offline" | "reconnecting" | "back";

/** What the thin bar says. A blip shorter than a breath is not worth a word. */
export function useConnection(): { state: State; waiting: number } {
  const { isWebSocketConnected, hasEverConnected } = useConvexConnectionState();
  // What somebody did: not what their window reports by itself, such as what was seen, or drafts.
  const waiting = useOutboxItems().filter(({ status }) => status === "sending").length;
  const isOnline = useIsOnline();
  const isKeptOpen = useIsKeptOpen();
  const isAway = !isOnline || (!isWebSocketConnected && (hasEverConnected || isKeptOpen));
  const [state, setState] = useState<State>("fine");
  useQuickReconnect(isOnline && isAway);

  useEffect(() => {
    const next: State = !isOnline ? "offline" : isAway ? "reconnecting" : "back";
    const timer = setTimeout(
      () => setState((now) => (next === "back" && now === "fine" ? "fine" : next)),
      // What is kept is shown after as much patience.
      next === "reconnecting" && !isKeptOpen ? PATIENCE_MS : 0,
    );
    return () => clearTimeout(timer);
  }, [isOnline, isAway, isKeptOpen]);

  useEffect(() => {
    if (state !== "back") return;
    const timer = setTimeout(() => setState("fine"), GOODBYE_MS);
    return () => clearTimeout(timer);
  }, [state]);

  return { state, waiting };
}
