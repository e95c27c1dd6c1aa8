import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useConvex, useMutation } from "convex/react";
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { useMyId } from "@/features/users";
import { newId } from "@/lib/newId";
import { errorCode } from "@/platform/errorText";
import { Outbox, type OutboxItem } from "./outbox";

const Context = createContext<Outbox | undefined>(undefined);

/** One outbox per person, for as long as they are signed in on this page. */
export function OutboxProvider({ children }: { children: ReactNode }) {
  const myId = useMyId();
  const create = useMutation(api.messages.create);
  const [outbox] = useState(
    () =>
      new Outbox(
        myId,
        (item) =>
          create({
            channelId: item.channelId as Id<"channels">,
            clientId: item.clientId,
            text: item.text,
            ...(item.threadId && { threadId: item.threadId as Id<"messages"> }),
          }),
        errorCode,
      ),
  );
  useEffect(() => outbox.resume(), [outbox]);
  useLeaveWarning(outbox);
  return <Context value={outbox}>{children}</Context>;
}

/** Asks before a page with unsent changes closes. Messages do not count: they go out when it is opened again. */
function useLeaveWarning(outbox: Outbox): void {
  const convex = useConvex();
  useEffect(() => {
    const handleLeave = (event: BeforeUnloadEvent) => {
      const messages = outbox.items.get().filter((item) => item.status === "sending").length;
      if (convex.connectionState().inflightMutations > messages) event.preventDefault();
    };
    addEventListener("beforeunload", handleLeave);
    return () => removeEventListener("beforeunload", handleLeave);
  }, [convex, outbox]);
}

function useOutbox(): Outbox {
  const outbox = useContext(Context);
  if (!outbox) throw new Error("useOutbox needs an OutboxProvider above it");
  return outbox;
}

export function useOutboxItems(): readonly OutboxItem[] {
  const { items } = useOutbox();
  return useSyncExternalStore(items.subscribe, items.get);
}

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };

/** Sends, retries and discards; what is sent shows at once. */
export function useSendMessage(place: Place) {
  const outbox = useOutbox();
  return {
    send: (text: string) => outbox.add({ ...place, clientId: newId(), text, createdAt: Date.now() }),
    retry: (clientId: string) => outbox.retry(clientId),
    discard: (clientId: string) => outbox.remove(clientId),
  };
}
