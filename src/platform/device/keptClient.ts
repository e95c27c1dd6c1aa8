/** The client of the backend that shows what it knew, while it cannot ask. */
import type { OptimisticUpdate } from "convex/browser";
import type { ConvexReactClient, Watch } from "convex/react";
import { getFunctionName, type FunctionReference } from "convex/server";
import { isKept, Kept, type Args, type KeptStore } from "./kept";

/** So long a connection may take to come before what is kept is shown, and what is kept to go after it came. */
const PATIENCE_MS = 1_500;
const GOODBYE_MS = 3_000;

let loading: Promise<KeptStore> | undefined;
export const kept = new Kept(
  async () => await (loading ??= import("./keptStore").then(({ openKeptStore }) => openKeptStore())),
);

type Options = { optimisticUpdate?: OptimisticUpdate<Args> };
type WatchQuery = (query: FunctionReference<"query">, args?: Args, options?: object) => Watch<unknown>;
type Mutate = (mutation: FunctionReference<"mutation">, args?: Args, options?: Options) => Promise<unknown>;

/** Makes a client keep what it is answered, and answer by it. */
function teach(client: ConvexReactClient): void {
  const watchQuery = client.watchQuery.bind(client) as WatchQuery;
  const mutation = client.mutation.bind(client) as Mutate;
  const watching: WatchQuery = (query, args = {}, options) => {
    const watch = watchQuery(query, args, options);
    const name = getFunctionName(query);
    if (!isKept(name)) return watch;
    const onUpdate = (listener: () => void) => {
      const stop = watch.onUpdate(() => {
        kept.note(name, args, watch.localQueryResult);
        listener();
      });
      const stopKept = kept.subscribe(listener);
      return () => {
        stop();
        stopKept();
      };
    };
    const localQueryResult = () => watch.localQueryResult() ?? kept.find(name, args);
    return { ...watch, onUpdate, localQueryResult };
  };
  const mutating: Mutate = async (changed, args, { optimisticUpdate: show, ...options } = {}) =>
    await mutation(changed, args, {
      ...options,
      ...(show && { optimisticUpdate: (store, given) => show(kept.over(store), given) }),
    });
  client.watchQuery = watching as unknown as typeof client.watchQuery;
  client.mutation = mutating as unknown as typeof client.mutation;
}

/** Has a client keep what it reads, and show it while there is no connection. */
export function keepFor(client: ConvexReactClient): void {
  teach(client);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasConnected: boolean | undefined;
  const look = ({ isWebSocketConnected }: { isWebSocketConnected: boolean }) => {
    if (wasConnected === isWebSocketConnected) return;
    wasConnected = isWebSocketConnected;
    clearTimeout(timer);
    if (isWebSocketConnected) timer = setTimeout(() => kept.close(), GOODBYE_MS);
    else timer = setTimeout(() => void kept.open(), navigator.onLine ? PATIENCE_MS : 0);
  };
  look(client.connectionState());
  client.subscribeToConnectionState(look);
}
