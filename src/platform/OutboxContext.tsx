import { useConvex, type ConvexReactClient } from "convex/react";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { newId } from "@/lib/newId";
import type { Durable, DurableOf } from "./durable";
import { errorCode } from "./errorText";
import { Outbox, type OutboxArgs, type OutboxItem } from "./outbox";
import { unhurried } from "./unhurried";
import { reportRefusal } from "./reportRefusal";

const Context = createContext<Outbox | undefined>(undefined);

type Props = { userId: string; mutations: readonly Durable[]; children: ReactNode };

function makeOutbox(client: ConvexReactClient, { userId, mutations }: Omit<Props, "children">): Outbox {
  const byName = new Map(mutations.map((mutation) => [mutation.name, mutation]));
  return new Outbox({
    userId,
    send: async ({ name, args }) => {
      const mutation = byName.get(name);
      // Another version of the app kept it, and this one does not know the mutation.
      if (!mutation) throw new Error(`No change is called ${name}`);
      try {
        return await unhurried(() => mutation.send(client, args));
      } catch (error) {
        mutation.giveBack(args, userId);
        throw error;
      }
    },
    keepsRefused: (name) => byName.get(name)?.keepsRefused === true,
    onRefusedLater: (_item, error) => void reportRefusal(Promise.reject(error)),
    codeOf: errorCode,
  });
}

/** One outbox per person, for as long as they are signed in on this page. Mount with `key={userId}`. */
export function OutboxProvider({ userId, mutations, children }: Props) {
  const convex = useConvex();
  const [outbox] = useState(() => makeOutbox(convex, { userId, mutations }));
  useEffect(() => outbox.resume(), [outbox]);
  useLeaveWarning(outbox);
  return <Context value={outbox}>{children}</Context>;
}

/** Asks before a page with unsent changes closes. Those of the outbox do not count: they go out when it is opened again. */
function useLeaveWarning(outbox: Outbox): void {
  const convex = useConvex();
  useEffect(() => {
    const handleLeave = (event: BeforeUnloadEvent) => {
      const kept = outbox.items.get().filter((item) => item.status === "sending").length;
      if (convex.connectionState().inflightMutations > kept) event.preventDefault();
    };
    addEventListener("beforeunload", handleLeave);
    return () => removeEventListener("beforeunload", handleLeave);
  }, [convex, outbox]);
}

export function useOutbox(): Outbox {
  const outbox = useContext(Context);
  if (!outbox) throw new Error("useOutbox needs an OutboxProvider above it");
  return outbox;
}

export function useOutboxItems(): readonly OutboxItem[] {
  const { items } = useOutbox();
  return useSyncExternalStore(items.subscribe, items.get);
}

/** Calls a durable mutation: it shows at once and is sent until the server answers, over reloads too. */
export function useDurable<M extends FunctionReference<"mutation">>({ name }: DurableOf<M>) {
  const outbox = useOutbox();
  return async (args: FunctionArgs<M>): Promise<FunctionReturnType<M>> => {
    const change = { id: newId(), name, args: args as OutboxArgs, createdAt: Date.now() };
    return (await outbox.add(change)) as FunctionReturnType<M>;
  };
}
