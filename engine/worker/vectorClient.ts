/** The front's side of the thread of vector searches, which starts with the first one. Rules: SPEC.md VE. */
import type { Worker } from "node:worker_threads";
import type { VectorQuery, VectorResult } from "../database/vectors.ts";
import { endThread, startThread } from "../lib/thread.ts";
import type { ToVectors, VectorAnswer } from "./vectorWorker.ts";

const WORKER = new URL("./vectorWorker.ts", import.meta.url);

export class VectorClient {
  readonly #path: string;
  readonly #waiting = new Map<number, PromiseWithResolvers<VectorResult[]>>();
  #worker: Worker | null = null;
  #nextId = 1;

  /** @param path of the store */
  constructor(path: string) {
    this.#path = path;
  }

  /** @throws Error with what the action shall see */
  async search(component: string, query: VectorQuery): Promise<VectorResult[]> {
    this.#worker ??= this.#start();
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<VectorResult[]>();
    this.#waiting.set(id, waiting);
    this.#worker.postMessage({ id, component, query } satisfies ToVectors);
    return await waiting.promise;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker !== null) await endThread(worker, () => worker.postMessage("stop" satisfies ToVectors));
  }

  #start(): Worker {
    const worker = startThread(WORKER, { data: this.#path });
    worker.on("message", (answer: VectorAnswer) => this.#settle(answer));
    worker.on("error", (error) => this.#fail(error));
    worker.on("exit", () => this.#fail(new Error("Transient error while searching vectors")));
    return worker;
  }

  #settle(answer: VectorAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting?.resolve(answer.results);
    else waiting?.reject(new Error(answer.message));
  }

  #fail(error: Error): void {
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
