/** The client of the backend that shows what it knew, while it cannot ask. */
import type { OptimisticLocalStore, OptimisticUpdate } from "convex/browser";
import type { ConvexReactClient, Watch } from "convex/react";
import { getFunctionName, type FunctionReference } from "convex/server";
import { Observable } from "@/lib/observable";
import { getToken, session, type Session } from "../auth/session";
import { identityKind } from "../env";
import { keyOf, type Args } from "./entry";
import { isKept, Kept, type KeptStore } from "./kept";
import { Lingering } from "./lingering";

/** So long a connection may take to come before what is kept is shown, and what is kept to go after it came. */
const PATIENCE_MS = 1_500;
const GOODBYE_MS = 3_000;

let loading: Promise<KeptStore> | undefined;
export const kept = new Kept(
  async () => await (loading ??= import("./keptStore").then(({ openKeptStore }) => openKeptStore())),
);

/** What is kept, and who is signed in. */
type Around = { kept: Kept; session: Observable<Session>; getToken: typeof getToken; isEmbedded: boolean };
const HERE: Around = { kept, session, getToken, isEmbedded: identityKind === "embedded" };

type Options = { optimisticUpdate?: OptimisticUpdate<Args> };
type WatchQuery = (query: FunctionReference<"query">, args?: Args, options?: object) => Watch<unknown>;
type Mutate = (mutation: FunctionReference<"mutation">, args?: Args, options?: Options) => Promise<unknown>;

const NOTHING: OptimisticLocalStore = {
  getQuery: () => undefined,
  getAllQueries: () => [],
  setQuery: () => {},
};

/**
 * Whether the server knows who asks. While it does not and what is kept is shown, nothing is sent: it would be refused as a
 * stranger's.
 */
class Identity {
  readonly #isKnown: Observable<boolean>;
  readonly #around: Around;

  constructor(around: Around) {
    this.#around = around;
    // Others sign in by what does not run without a network, and so show nothing that is kept.
    this.#isKnown = new Observable(!around.isEmbedded);
  }

  readonly isHeld = (): boolean => !this.#isKnown.get() && this.#around.kept.isOpen();

  /** Calls back once, when it is known. @returns stops it */
  whenKnown(listener: () => void): () => void {
    const stop = this.#isKnown.subscribe(() => {
      stop();
      listener();
    });
    return stop;
  }

  async known(): Promise<void> {
    if (this.isHeld()) await new Promise<void>((resolve) => void this.whenKnown(resolve));
  }

  /** Tells a client who it is as soon as that is known. */
  watch(client: ConvexReactClient): void {
    const { session, getToken, kept } = this.#around;
    const look = async () => {
      const { isLoaded, isSignedIn } = session.get();
      if (!isLoaded || !isSignedIn || this.#isKnown.get()) return;
      if (kept.isOpen())
        client.setAuth(async ({ forceRefreshToken }) => await getToken({ skipCache: forceRefreshToken }));
      // The client asks for the token, which is there, and takes it.
      await getToken();
      await new Promise((resolve) => void setTimeout(resolve));
      this.#isKnown.set(true);
    };
    session.subscribe(() => void look());
    void look();
  }
}

/** The same for all who ask for a page: the client numbers each list that asks for one. */
function alike({ paginationOpts, ...args }: Args): Args {
  if (paginationOpts === undefined) return args;
  const { id: _id, ...opts } = paginationOpts as Args;
  return { ...args, paginationOpts: opts };
}

/**
 * Whether what is asked no more may be come back to: a page has been left, and it was not refused. What is replaced on its
 * page, such as the end of a list that moves on, is not come back to.
 */
function isLeft(watch: Watch<unknown>, pathname: string): boolean {
  try {
    watch.localQueryResult();
    return location.pathname !== pathname;
  } catch {
    return false;
  }
}

type Memory = { kept: Kept; lingering: Lingering };

/** Makes a client keep what it is answered, and answer by it. */
function teach(client: ConvexReactClient, { kept, lingering }: Memory, identity: Identity): void {
  const watchQuery = client.watchQuery.bind(client) as WatchQuery;
  const mutation = client.mutation.bind(client) as Mutate;
  const action = client.action.bind(client) as Mutate;
  const watching: WatchQuery = (query, given = {}, options) => {
    const name = getFunctionName(query);
    const isNoted = isKept(name);
    const args = isNoted ? alike(given) : given;
    const watch = watchQuery(query, args, options);
    const onUpdate = (listener: () => void) => {
      const { pathname } = location;
      let isWatched = true;
      const begin = () =>
        watch.onUpdate(() => {
          if (isNoted) kept.note(name, args, () => watch.localQueryResult());
          if (isWatched) listener();
        });
      let stop = identity.isHeld() ? identity.whenKnown(() => (stop = begin())) : begin();
      const stopKept = isNoted ? kept.subscribe(listener) : () => {};
      return () => {
        isWatched = false;
        const mayGoOn = isNoted && !identity.isHeld() && isLeft(watch, pathname);
        if (mayGoOn) lingering.add(keyOf(name, args), stop);
        else stop();
        stopKept();
      };
    };
    const localQueryResult = () => {
      const answer = watch.localQueryResult();
      return answer === undefined && isNoted ? kept.find(name, args) : answer;
    };
    return { ...watch, onUpdate, localQueryResult };
  };
  const mutating: Mutate = async (changed, args = {}, { optimisticUpdate: show, ...options } = {}) => {
    if (identity.isHeld()) {
      show?.(kept.over(NOTHING), args);
      await identity.known();
    }
    return await mutation(changed, args, {
      ...options,
      ...(show && { optimisticUpdate: (store, given) => show(kept.over(store), given) }),
    });
  };
  const acting: Mutate = async (called, args) => {
    await identity.known();
    return await action(called, args);
  };
  client.watchQuery = watching as unknown as typeof client.watchQuery;
  client.mutation = mutating as unknown as typeof client.mutation;
  client.action = acting as unknown as typeof client.action;
}

/** Has a client keep what it reads, and show it while there is no connection. */
export function keepFor(client: ConvexReactClient, around = HERE): void {
  const { kept, session } = around;
  const identity = new Identity(around);
  const lingering = new Lingering();
  teach(client, { kept, lingering }, identity);
  // Nothing goes on for somebody who has signed out.
  session.subscribe(() => session.get().isSignedIn || lingering.clear());
  identity.watch(client);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasThere: boolean | undefined;
  const look = () => {
    const isThere = client.connectionState().isWebSocketConnected && !identity.isHeld();
    if (wasThere === isThere) return;
    wasThere = isThere;
    clearTimeout(timer);
    if (isThere) timer = setTimeout(() => kept.close(), GOODBYE_MS);
    else timer = setTimeout(() => void kept.open(), navigator.onLine ? PATIENCE_MS : 0);
  };
  look();
  client.subscribeToConnectionState(look);
  identity.whenKnown(look);
}
