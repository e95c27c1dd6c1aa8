/**
 * The front's side of the database worker. Keeps what is not answered yet and what is watched, so that a
 * worker ended in the middle loses nothing: the next one gets it all again, less the function that looped.
 *
 * Errors  Calls answer a result, never throw; operations reject with the operation's message.
 * Rules   SPEC.md WK. What is sent within one turn of the event loop goes as one message.
 */
import { randomUUID } from "node:crypto";
import type { Log } from "../lib/log.ts";
import { endThread, type Thread } from "../lib/thread.ts";
import {
  BEAT,
  BEAT_KIND,
  type CallResult,
  type FromDatabase,
  type LogEntry,
  type SessionRequest,
  type ToDatabase,
  type WireCall,
} from "./messages.ts";
import type { FunctionKind } from "../functions/modules.ts";
import type { Delivery } from "../functions/liveQueries.ts";
import type { AskOperation, OperationRequest } from "./operations/map.ts";

export type StoppedRun = Pick<LogEntry, "path" | "error" | "durationMs"> & { kind: FunctionKind };
export type Committed = { result: CallResult; ts: number };

/** What the worker tells without being asked. */
export type DatabaseEvents = {
  refreshed(ts: number, deliveries: Delivery[]): void;
  due(atMs: number | null): void;
  startAction(action: { job: string; path: string; args: string }): void;
  orphans(sha256: string[]): void;
  logs(entries: LogEntry[]): void;
  /** A query or mutation was stopped with its thread. */
  stopped(run: StoppedRun): void;
  /** What each thread is asked before all else. It is asked afresh of every thread, never again of the next. */
  firstOperation(): OperationRequest;
};

export type DatabaseClientOptions = {
  log: Log;
  functionTimeoutMs: number;
  startThread: (beat: SharedArrayBuffer) => Thread;
};

type Waiting = { request: ToDatabase; settle: (answer: never) => void; fail: (message: string) => void };

const WATCH_EVERY_MS = 100;
const LOADING_TIMEOUT_MS = 30_000;

export class DatabaseClient {
  readonly #options: DatabaseClientOptions;
  readonly #events: DatabaseEvents;
  readonly #waiting = new Map<number, Waiting>();
  readonly #watched = new Map<number, Extract<ToDatabase, { type: "subscribe" }>>();
  readonly #beat = new SharedArrayBuffer(BEAT.LENGTH * Int32Array.BYTES_PER_ELEMENT);
  readonly #watchdog: NodeJS.Timeout;
  #worker: Thread | null = null;
  #ready: PromiseWithResolvers<void> = Promise.withResolvers();
  #outbox: ToDatabase[] = [];
  #nextId = 1;
  #lastRun = 0;
  #lastRunSinceMs = 0;
  readonly #ownSession = `front:${randomUUID()}`;
  #isClosed = false;
  #hasStarted = false;
  #isDiskFull = false;
  /** When somebody last called a function or came to watch one, as `performance.now()` counts. */
  lastCallMs = -Infinity;
  /** How often the thread had to be replaced. */
  restarts = 0;
  /** The newest position all watched queries are known to stand at. */
  ts = 0;

  constructor(options: DatabaseClientOptions, events: DatabaseEvents) {
    this.#options = options;
    this.#events = events;
    this.#start();
    this.#watchdog = setInterval(() => this.#watch(), WATCH_EVERY_MS);
    this.#watchdog.unref();
  }

  /** Resolves when the store is open. Rejects when it cannot be opened. */
  async ready(): Promise<void> {
    await this.#ready.promise;
  }

  /** Resolves when all that was asked is done and the store is closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#worker !== null) await endThread(this.#worker, () => this.#send({ type: "stop" }));
    clearInterval(this.#watchdog);
  }

  /** `once` is the client's own session and number; others get ours, so that a restart repeats nothing. */
  mutation(call: WireCall, once: SessionRequest | null): Promise<Committed> {
    const id = this.#newCall();
    const request = {
      type: "mutation" as const,
      id,
      call,
      once: once ?? { session: this.#ownSession, request: id },
    };
    return this.#ask(request, (message) => ({ result: failed(message), ts: this.ts }));
  }

  query(call: WireCall): Promise<Committed> {
    const id = this.#newCall();
    return this.#ask({ type: "query", id, call }, (message) => ({ result: failed(message), ts: this.ts }));
  }

  /** @throws Error with the operation's own message */
  operation: AskOperation = async (name, ...[payload]) => {
    const id = this.#nextId++;
    const once = { session: this.#ownSession, request: id };
    const request = { type: "operation", id, once, name, payload } as Extract<
      ToDatabase,
      { type: "operation" }
    >;
    return await this.#ask(request, (message) => {
      throw new Error(message);
    });
  };

  /** The first result and every later one that differs come through `refreshed`. */
  subscribe(watcher: number, call: WireCall, journal: string | null): void {
    this.lastCallMs = performance.now();
    const request = { type: "subscribe" as const, watcher, call, journal, isAgain: false };
    this.#watched.set(watcher, { ...request, isAgain: true });
    this.#send(request);
  }

  /** Whether changes fail for want of space. Once one has, another one is tried at each question. */
  async isDiskFull(): Promise<boolean> {
    if (this.#isDiskFull) await this.operation("disk.try").catch(() => {});
    return this.#isDiskFull;
  }

  unsubscribe(watchers: number[]): void {
    for (const watcher of watchers) this.#watched.delete(watcher);
    if (watchers.length > 0) this.#send({ type: "unsubscribe", watchers });
  }

  #newCall(): number {
    this.lastCallMs = performance.now();
    return this.#nextId++;
  }

  #ask<T>(request: Extract<ToDatabase, { id: number }>, onFailure: (message: string) => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const fail = (message: string) => {
      try {
        resolve(onFailure(message));
      } catch (error) {
        reject(error as Error);
      }
    };
    this.#waiting.set(request.id, { request, settle: resolve as (answer: never) => void, fail });
    this.#send(request);
    return promise;
  }

  #send(request: ToDatabase): void {
    if (this.#outbox.push(request) === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    const batch = this.#outbox;
    this.#outbox = [];
    if (batch.length > 0) this.#worker?.postMessage(batch);
  }

  #start(): void {
    const worker = this.#options.startThread(this.#beat);
    this.#worker = worker;
    worker.on("message", (message: FromDatabase) => this.#receive(message));
    worker.on("error", (error) =>
      this.#options.log("error", "databaseWorkerFailed", { error: error.stack ?? error.message }),
    );
    worker.on("exit", () => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#restart("The function ended the database thread.");
    });
    const id = this.#nextId++;
    const once = { session: this.#ownSession, request: id };
    this.#send({ type: "operation", id, once, ...this.#events.firstOperation() });
  }

  #receive(message: FromDatabase): void {
    switch (message.type) {
      case "ready":
        this.#hasStarted = true;
        this.#isDiskFull = false;
        return this.#ready.resolve();
      case "failed":
        return this.#ready.reject(Object.assign(new Error(message.message), { name: message.name }));
      case "committed":
        for (const { id, ts, result } of message.mutations) this.#settle(id, { ts, result });
        return;
      case "answered":
        return this.#settle(message.id, { ts: message.ts, result: message.result });
      case "operated":
        if (message.ok) this.#settle(message.id, message.value);
        else if (!this.#fail(message.id, message.message))
          this.#options.log("error", "operationFailed", { error: message.message });
        return;
      case "refreshed":
        this.ts = message.ts;
        return this.#events.refreshed(message.ts, message.deliveries);
      case "disk":
        this.#isDiskFull = message.isFull;
        return;
      case "due":
        return this.#events.due(message.atMs);
      case "startAction":
        return this.#events.startAction(message);
      case "orphans":
        return this.#events.orphans(message.sha256);
      case "logs":
        return this.#events.logs(message.entries);
      default:
        message satisfies never;
    }
  }

  #settle(id: number, answer: unknown): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.settle(answer as never);
  }

  /** False when nobody waits for it. */
  #fail(id: number, message: string): boolean {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.fail(message);
    return waiting !== undefined;
  }

  /** Ends the worker when one function has run for too long. */
  #watch(): void {
    const beat = new Int32Array(this.#beat);
    const run = Atomics.load(beat, BEAT.RUN);
    if (Atomics.load(beat, BEAT.BUSY) === 0 || run !== this.#lastRun) {
      this.#lastRun = run;
      this.#lastRunSinceMs = performance.now();
      return;
    }
    const kind = Atomics.load(beat, BEAT.KIND);
    const isSlow = kind === BEAT_KIND.loading || kind === BEAT_KIND.import;
    const limitMs = isSlow ? LOADING_TIMEOUT_MS : this.#options.functionTimeoutMs;
    if (performance.now() - this.#lastRunSinceMs < limitMs) return;
    this.#options.log("error", "functionTimedOut", { kind, id: Atomics.load(beat, BEAT.ID) });
    const worker = this.#worker;
    this.#worker = null;
    const reason =
      kind === BEAT_KIND.import
        ? `The import stood still for ${limitMs / 1000} seconds and was broken off: nothing was imported.`
        : `Function execution timed out (maximum duration: ${limitMs / 1000}s)`;
    void worker?.terminate().then(() => this.#restart(reason));
  }

  /** Starts another worker and gives it all that is not answered, but for the function that was running. */
  #restart(reason: string): void {
    if (this.#isClosed) return;
    if (!this.#hasStarted)
      return this.#ready.reject(new Error("The store could not be opened: see the log above."));
    const beat = new Int32Array(this.#beat);
    if (Atomics.load(beat, BEAT.BUSY) === 1)
      this.#failRunning(Atomics.load(beat, BEAT.KIND), Atomics.load(beat, BEAT.ID), reason);
    Atomics.store(beat, BEAT.BUSY, 0);
    this.restarts++;
    this.#outbox = [];
    const waiting = [...this.#waiting.values()];
    this.#start();
    for (const { request } of waiting) this.#send(request);
    for (const request of this.#watched.values()) this.#send(request);
  }

  #failRunning(kind: number, id: number, error: string): void {
    this.#tellStopped(kind, id, error);
    if (kind !== BEAT_KIND.watcher) return void this.#fail(id, error);
    this.#watched.delete(id);
    const result = { ...failed(error), journal: null };
    this.#events.refreshed(this.ts, [{ watchers: [id], result }]);
  }

  #tellStopped(kind: number, id: number, error: string): void {
    const request = kind === BEAT_KIND.watcher ? this.#watched.get(id) : this.#waiting.get(id)?.request;
    if (request === undefined || !("call" in request)) return;
    const durationMs = performance.now() - this.#lastRunSinceMs;
    const { path } = request.call;
    const isMutation = request.type === "mutation";
    this.#events.stopped({ path, kind: isMutation ? "mutation" : "query", error, durationMs });
  }
}

function failed(message: string): CallResult {
  return { ok: false, message, data: undefined, logLines: [] };
}
