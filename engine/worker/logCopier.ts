/**
 * The front's side of the thread that copies the store's log into its file, which runs while somebody writes much.
 *
 * Errors  Where the thread fails, commits copy the log themselves as soon as it has become long.
 * Rules   SPEC.md SN10.
 */
import type { Worker } from "node:worker_threads";
import type { Log } from "../lib/log.ts";
import { endThread, startThread } from "../lib/thread.ts";
import type { AskOperation } from "./operations/map.ts";

const WORKER = new URL("./logWorker.ts", import.meta.url);

export class LogCopier {
  readonly #path: string;
  readonly #operation: AskOperation;
  readonly #log: Log;
  #users = 0;
  #worker: Worker | null = null;

  /** @param path of the store */
  constructor(path: string, operation: AskOperation, log: Log) {
    this.#path = path;
    this.#operation = operation;
    this.#log = log;
  }

  /** Copies the log for as long as `step` goes on. */
  async during<T>(step: () => Promise<T>): Promise<T> {
    const isFirst = this.#users++ === 0;
    try {
      if (isFirst) await this.#start();
      return await step();
    } finally {
      if (--this.#users === 0) await this.#stop();
    }
  }

  /** Resolves when the store is open nowhere for this any more. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    if (worker !== null) await endThread(worker, () => worker.postMessage("stop"));
  }

  async #start(): Promise<void> {
    const worker = startThread(WORKER, { data: this.#path });
    worker.on("error", (error) => this.#log("error", "logCopierFailed", { error: error.message }));
    this.#worker = worker;
    await this.#operation("log.copiedBeside", true);
  }

  async #stop(): Promise<void> {
    await this.close();
    await this.#operation("log.copiedBeside", false);
  }
}
