import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { LOOK_RENEWED_MS, LOOK_SHOWN_MS } from "@convex/shared/time";
import { useConvex, useMutation, useQuery } from "convex/react";
import { useEffect } from "react";
import { useMyId } from "@/features/users";
import { useSignals } from "./useSignals";

/** The others who have a card open, while I am told to be one of them. */
export function useOnlookers(taskId: Id<"tasks">) {
  const client = useConvex();
  const look = useMutation(api.presence.look);
  useEffect(() => {
    const tell = (isOver?: true) => {
      if (!client.connectionState().isWebSocketConnected) return;
      // It is said again anyway.
      look({ taskId, ...(isOver && { isOver }) }).catch(() => undefined);
    };
    const renew = () => document.visibilityState === "visible" && tell();
    renew();
    const timer = setInterval(renew, LOOK_RENEWED_MS);
    document.addEventListener("visibilitychange", renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", renew);
      tell(true);
    };
  }, [client, look, taskId]);
  const signals = useQuery(api.presence.onlookers, { taskId });
  return useSignals(signals, LOOK_SHOWN_MS, useMyId());
}
