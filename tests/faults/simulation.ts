/**
 * The engine in one thread under a seeded schedule: real sessions, the real front of the database and the real
 * database server; simulated threads and sockets, whose messages arrive when chance says so.
 *
 *   SimClient ⇄ link ⇄ Session · Hub · DatabaseClient ⇄ link ⇄ DatabaseServer · Store (in memory)
 *
 * A link keeps its order. Cutting one loses what is on the way, as a broken socket and a killed thread do.
 */
import { silentLog } from "../../engine/lib/log.ts";
import type { Thread } from "../../engine/lib/thread.ts";
import { fixedWorld, seededRandom } from "../../engine/lib/world.ts";
import type { Schema } from "../../engine/database/schema.ts";
import { applyPush, schemaPush } from "../../engine/deploy/push.ts";
import { Code } from "../../engine/functions/code.ts";
import { installConvex } from "../../engine/functions/convexGlobal.ts";
import { databaseSyscalls } from "../../engine/functions/executor.ts";
import type { Delivery } from "../../engine/functions/liveQueries.ts";
import { Modules } from "../../engine/functions/modules.ts";
import { Store } from "../../engine/storage/store.ts";
import { Hub } from "../../engine/sync/hub.ts";
import { textOf, type Part } from "../../engine/sync/frame.ts";
import type { Session } from "../../engine/sync/session.ts";
import { TokenVerifier } from "../../engine/identity/tokens.ts";
import { DatabaseClient } from "../../engine/worker/databaseClient.ts";
import { DatabaseServer } from "../../engine/worker/databaseServer.ts";
import type { FromDatabase, ToDatabase } from "../../engine/worker/messages.ts";
import { openDatabase } from "../../engine/database/database.ts";

installConvex(databaseSyscalls);

/** Messages on the way in one direction. */
class Link<T> {
  readonly #arrive: (message: T) => void;
  readonly #queue: T[] = [];

  constructor(arrive: (message: T) => void) {
    this.#arrive = arrive;
  }

  get length(): number {
    return this.#queue.length;
  }

  send(message: T): void {
    this.#queue.push(message);
  }

  deliver(): void {
    const message = this.#queue.shift();
    if (message !== undefined) this.#arrive(message);
  }
}

/** A socket as the client sees it. */
export type SimSocket = { send(frame: string): void };
export type SimPeer = { onOpen(socket: SimSocket): void; onFrame(frame: string): void; onClose(): void };

/** Lets everything that waits for a promise go on. */
async function drain(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

export class Simulation {
  readonly random: () => number;
  readonly world: ReturnType<typeof fixedWorld>;
  readonly store: Store;
  readonly database: DatabaseClient;
  /** When scheduled work is next due, as the front knows it. */
  dueMs: number | null = null;
  onStartAction: (action: { job: string; args: string }) => void = () => {};
  /** Scheduled actions that the front runs. */
  readonly runningJobs = new Set<string>();
  readonly #code: Code;
  readonly #hub: Hub;
  readonly #links = new Set<Pick<Link<unknown>, "length" | "deliver">>();
  #killThread: () => void = () => {};
  #hasOpened = false;

  /** @param before a simulation whose process has died: this one opens what it had committed */
  constructor(
    seed: number,
    modules: Record<string, Record<string, unknown>>,
    schema: Schema,
    before?: Simulation,
  ) {
    this.random = before?.random ?? seededRandom(seed);
    this.world = before?.world ?? fixedWorld(seed);
    this.store = before?.store ?? new Store(":memory:");
    if (before === undefined) this.#takeSchema(schema);
    this.#code = Code.of(Modules.of(new Map(Object.entries(modules))));
    let onRefreshed: (ts: number, deliveries: Delivery[]) => void = () => {};
    this.database = new DatabaseClient(
      { startThread: (beat) => this.#startThread(beat), log: silentLog, functionTimeoutMs: 60_000 },
      {
        refreshed: (ts, deliveries) => onRefreshed(ts, deliveries),
        due: (atMs) => {
          this.dueMs = atMs;
        },
        startAction: (action) => this.onStartAction(action),
        orphans: () => {},
        logs: () => {},
        stopped: () => {},
        firstOperation: () => ({ name: "scheduler.failInterrupted", payload: [...this.runningJobs] }),
      },
    );
    void this.database.ready().then(() => {
      this.#hasOpened = true;
    });
    const deployment = {
      database: this.database,
      tokens: new TokenVerifier(null),
      action: () => Promise.reject(new Error("no actions here")),
      set onRefreshed(take: typeof onRefreshed) {
        onRefreshed = take;
      },
    };
    this.#hub = new Hub({
      deployment,
      isAdminKey: () => false,
      publicMessage: (message) => message,
      nowMs: () => this.world.now(),
      log: silentLog,
    });
  }

  pick<T>(from: T[]): T {
    return from[Math.floor(this.random() * from.length)]!;
  }

  /** Delivers one message that is on the way somewhere; false when there is none. */
  async step(): Promise<boolean> {
    await drain();
    const waiting = [...this.#links].filter((link) => link.length > 0);
    if (waiting.length === 0) return false;
    this.pick(waiting).deliver();
    await drain();
    return true;
  }

  async settle(): Promise<void> {
    while (await this.step()) this.world.advance(1);
  }

  /**
   * Ends the database's thread: what it has not committed, and what it has not said yet, is lost. One that has
   * never opened the store is spared: then the process does not start at all.
   */
  killThread(): void {
    if (this.#hasOpened) this.#killThread();
  }

  /** Ends the process: nothing of it is left but what was committed. */
  async crash(): Promise<void> {
    const closed = this.database.close();
    this.#killThread();
    await closed;
  }

  async close(): Promise<void> {
    await this.crash();
    this.store.close();
  }

  /** Opens a connection for a client; the answer cuts it. */
  connect(peer: SimPeer): () => void {
    let isCut = false;
    const toClient = new Link<string>((frame) => peer.onFrame(frame));
    const cut = () => {
      if (isCut) return;
      isCut = true;
      this.#links.delete(toServer);
      this.#links.delete(toClient);
      this.#hub.close(session);
      peer.onClose();
    };
    const socket = { send: (parts: Part[]) => toClient.send(textOf(parts)), close: cut, bufferedAmount: 0 };
    const session: Session = this.#hub.open(socket, {
      metadata: { ip: "", userAgent: "" },
      takesChunks: true,
      countWork: () => {},
    });
    const toServer = new Link<string>((frame) => session.receive(frame));
    this.#links.add(toServer).add(toClient);
    peer.onOpen({ send: (frame) => toServer.send(frame) });
    return cut;
  }

  #takeSchema(schema: Schema): void {
    const { store, world } = this;
    const database = openDatabase(store, world);
    store.begin();
    applyPush(database, schemaPush(schema));
    store.commit();
  }

  #startThread(beat: SharedArrayBuffer): Thread {
    const listeners = new Map<string, (message: never) => void>();
    const tell = (event: string, message: unknown) => listeners.get(event)?.(message as never);
    const toFront = new Link<FromDatabase>((message) => tell("message", message));
    let hasEnded = false;
    const server = new DatabaseServer({
      store: this.store,
      world: this.world,
      post: (messages) => {
        if (!hasEnded) for (const message of messages) toFront.send(structuredClone(message));
      },
      beat: new Int32Array(beat),
    });
    const started = server.start().then(() => {
      server.executor.code = this.#code;
    });
    const toServer = new Link<ToDatabase[]>((batch) => void started.then(() => server.receive(batch)));
    this.#links.add(toFront).add(toServer);
    this.#killThread = () => {
      hasEnded = true;
      this.#links.delete(toFront);
      this.#links.delete(toServer);
      this.store.rollback();
      tell("exit", 1);
    };
    const thread = {
      postMessage: (batch: ToDatabase[]) => toServer.send(structuredClone(batch)),
      on: (event: string, listener: (message: never) => void) => listeners.set(event, listener),
    };
    return thread as unknown as Thread;
  }
}
