import { useConvexConnectionState } from "convex/react";
import { clsx } from "clsx";
import { CloudOff, LoaderCircle } from "lucide-react";
import { useEffect, useState } from "react";
import { plural } from "@/lib/text";
import { useIsOnline } from "@/platform/online";
import { useQuickReconnect } from "@/platform/useQuickReconnect";

const PATIENCE_MS = 1_500;
const GOODBYE_MS = 2_000;

type State = "fine" | "offline" | "reconnecting" | "back";

/** What the thin bar says. A blip shorter than a breath is not worth a word. */
function useConnection(): { state: State; waiting: number } {
  const { isWebSocketConnected, hasEverConnected, inflightMutations } = useConvexConnectionState();
  const isOnline = useIsOnline();
  const isAway = !isOnline || (hasEverConnected && !isWebSocketConnected);
  const [state, setState] = useState<State>("fine");
  useQuickReconnect(isOnline && isAway);

  useEffect(() => {
    const next: State = !isOnline ? "offline" : isAway ? "reconnecting" : "back";
    const timer = setTimeout(
      () => setState((now) => (next === "back" && now === "fine" ? "fine" : next)),
      next === "reconnecting" ? PATIENCE_MS : 0,
    );
    return () => clearTimeout(timer);
  }, [isOnline, isAway]);

  useEffect(() => {
    if (state !== "back") return;
    const timer = setTimeout(() => setState("fine"), GOODBYE_MS);
    return () => clearTimeout(timer);
  }, [state]);

  return { state, waiting: inflightMutations };
}

const WORDS = { offline: "You are offline.", reconnecting: "Reconnecting…", back: "Back online." };

const PLACES = {
  underHeader: "top-14",
  bottom: "bottom-4",
  overBottomBar: "bottom-[calc(64px+env(safe-area-inset-bottom))]",
};

export function ConnectionBar({ place }: { place: keyof typeof PLACES }) {
  const { state, waiting } = useConnection();
  return (
    // It floats: coming and going must not move what is being read.
    <div
      role="status"
      aria-label="Connection"
      className={clsx("pointer-events-none fixed inset-x-2 z-20 flex justify-center", PLACES[place])}
    >
      {state !== "fine" && (
        <div
          className={clsx(
            "anim-fade flex min-h-7 items-center gap-2 rounded-[14px] px-3 py-1 text-small font-medium shadow-float",
            state === "back" ? "bg-ok-soft text-ok" : "bg-warn-soft text-warn",
          )}
        >
          {state === "offline" && <CloudOff size={14} strokeWidth={1.75} aria-hidden className="shrink-0" />}
          {state === "reconnecting" && (
            <LoaderCircle size={14} strokeWidth={1.75} aria-hidden className="shrink-0 animate-spin" />
          )}
          <p>
            {WORDS[state]}
            {state !== "back" && waiting > 0 && (
              <span className="font-normal"> {plural(waiting, "change")} kept, sent later.</span>
            )}
          </p>
        </div>
      )}
    </div>
  );
}
