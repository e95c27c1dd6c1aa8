/**
 * The database worker as the front sees it: what it says is passed on once all that it had committed before
 * is on disk. Meanwhile it runs the queries that the commit touches, and the next mutations.
 *
 *   worker   ── commit, ask n ── runs queries ── says (n, …) ──┐
 *   flusher  ─────────────────── fdatasync ── done n ──────────┴─▶ front
 *
 * Errors  A flush that fails is thrown, which ends the process: nobody was told of what it should have kept.
 * Rules   SPEC.md WK8.
 */
import { EventEmitter } from "node:events";
import { startThread, type Thread } from "../lib/thread.ts";
import { Flushes } from "../storage/flushes.ts";
import type { FromDatabase, ToDatabase } from "./messages.ts";

/** What the worker says, and the last flush it had asked for. */
export type Said = { after: bigint; messages: FromDatabase[] };

const WORKER = new URL("./databaseWorker.ts", import.meta.url);
const FLUSHER = new URL("./flushWorker.ts", import.meta.url);
/** Room for the results of all watched queries. A function that takes more ends its thread. */
const MAX_HEAP_MB = 1024;

/** Starts the threads that open the store at `path`. */
export function startDurableThread(path: string, beat: SharedArrayBuffer): DurableThread {
  const flushes = new Flushes();
  const shared = { path, flushes: flushes.shared };
  const worker = startThread(WORKER, {
    data: { ...shared, beat },
    runsFunctions: true,
    maxHeapMb: MAX_HEAP_MB,
  });
  return new DurableThread(worker, startThread(FLUSHER, { data: shared }), flushes);
}

export class DurableThread extends EventEmitter implements Thread {
  readonly #worker: Thread;
  readonly #flushes: Flushes;
  readonly #ended = Promise.withResolvers<void>();
  readonly #held: { after: bigint; message: FromDatabase }[] = [];
  #hasWorkerEnded = false;

  constructor(worker: Thread, flusher: Thread, flushes: Flushes) {
    super();
    this.#worker = worker;
    this.#flushes = flushes;
    worker.on("message", ({ after, messages }: Said) => {
      for (const message of messages) this.#held.push({ after, message });
      this.#passOn();
    });
    worker.on("error", (error: Error) => this.emit("error", error));
    worker.on("exit", () => {
      this.#hasWorkerEnded = true;
      this.#passOn();
    });
    flusher.on("message", () => this.#passOn());
    flusher.on("error", (error: Error) => {
      throw new Error("The store's log could not be flushed to disk.", { cause: error });
    });
    flusher.on("exit", () => {
      this.emit("exit");
      this.#ended.resolve();
    });
  }

  postMessage(batch: ToDatabase[]): void {
    this.#worker.postMessage(batch);
  }

  async terminate(): Promise<number> {
    const code = await this.#worker.terminate();
    await this.#ended.promise;
    return code;
  }

  /**
   * Passes on in the order it was said, each message in a turn of the event loop of its own: all who have awaited an answer
   * act on it before the transition that follows.
   */
  #passOn(): void {
    const [first] = this.#held;
    if (first === undefined) {
      if (this.#hasWorkerEnded) this.#flushes.end();
      return;
    }
    if (first.after > this.#flushes.done) return;
    this.#held.shift();
    this.emit("message", first.message);
    if (this.#held.length > 0 || this.#hasWorkerEnded) setImmediate(() => this.#passOn());
  }
}
