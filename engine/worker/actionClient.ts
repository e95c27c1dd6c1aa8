/**
 * The front's side of an action worker: runs actions of a set of modules there, and answers what they ask of
 * the database. A worker starts with the first action, and again with the next one after it has ended.
 *
 * Errors  A worker that ends fails the actions it was running: an action happens at most once.
 * Rules   SPEC.md AC.
 */
import { createReadStream } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { ReadableStream } from "node:stream/web";
import type { Worker } from "node:worker_threads";
import { assert } from "../lib/assert.ts";
import type { Log } from "../lib/log.ts";
import { endThread, startThread } from "../lib/thread.ts";
import type { AnalyzedModule } from "../deploy/analysis.ts";
import type { Environments } from "../functions/components.ts";
import type { ModuleSource } from "../functions/modules.ts";
import { componentOf } from "../functions/paths.ts";
import { callerIn, type ActionCaller } from "./actionAnswers.ts";
import type { ActionWorkerData } from "./actionWorker.ts";
import type { FromActions, HttpOutcome, HttpResponse, RoutedRequest, ToActions } from "./actionMessages.ts";
import type { CallResult, WireCall } from "./messages.ts";

/** Answers a syscall of a running action. @throws what the action shall see */
export type AnswerAction = (name: string, args: unknown, caller: ActionCaller) => Promise<unknown>;

type Answered = Extract<FromActions, { type: "done" | "responded" }>;
type Pending = {
  caller: ActionCaller;
  done: (message: Answered) => void;
  timer: NodeJS.Timeout;
  /** Ends the body of a response that goes on. */
  cut: AbortController;
};
/** What an HTTP action answers; its body breaks off with an error when the action does. */
export type ServedResponse = Omit<HttpResponse, "body"> & { body: Readable | null };
type ServedOutcome = Omit<HttpOutcome, "response"> & { response: ServedResponse | null };
type Thread = {
  worker: Worker;
  ready: PromiseWithResolvers<Record<string, AnalyzedModule>>;
  /** Counts the turns of the worker's event loop. */
  turns: Int32Array;
};

export type ActionClientOptions = {
  data: Omit<ActionWorkerData, "turns">;
  answer: AnswerAction;
  log: Log;
  /** How long an action may keep its thread busy without waiting for anything. */
  busyLimitMs: number;
};

const WORKER = new URL("./actionWorker.ts", import.meta.url);
const LOST = "Transient error while executing action";
/** V8 would end the whole process if an isolate action took a larger heap. */
const MAX_HEAP_MB = { isolate: 256, node: 512 };
const WATCH_EVERY_MS = 250;
/** What is read of a stored file at a time. */
const STORED_BYTES_READ = 256 * 1024;
/** Convex's limit for an action. */
const MAX_DURATION_MS = 10 * 60 * 1000;

export class ActionClient {
  readonly #options: ActionClientOptions;
  readonly #pending = new Map<number, Pending>();
  readonly #watchdog: NodeJS.Timeout;
  #data: ActionClientOptions["data"];
  #thread: Thread | null = null;
  #lastTurn = 0;
  #lastTurnAtMs = 0;
  #nextId = 1;

  constructor(options: ActionClientOptions) {
    this.#options = options;
    this.#data = options.data;
    this.#watchdog = setInterval(() => this.#watch(), WATCH_EVERY_MS);
    this.#watchdog.unref();
  }

  /** What the modules define. Rejects when they cannot be loaded. */
  analysis(): Promise<Record<string, AnalyzedModule>> {
    return this.#running().ready.promise;
  }

  async run(call: WireCall): Promise<CallResult> {
    const caller = callerIn(componentOf(call.path), call.identity);
    const message = await this.#ask(caller, (id) => ({ type: "run", id, call }));
    assert(message.type === "done", "an action was answered as an HTTP action");
    return message.result;
  }

  /** Runs the HTTP action of a route. Never rejects. */
  async http(request: RoutedRequest, identity: string | null): Promise<ServedOutcome> {
    const caller = callerIn(request.component, identity);
    const message = await this.#ask(caller, (id) => ({ type: "http", id, request, identity }));
    if (message.type === "done") {
      const error = message.result.ok ? LOST : message.result.message;
      return { path: "", response: null, error, logLines: message.result.logLines };
    }
    const { id, path, response, error, logLines } = message;
    const signal = this.#pending.get(id)?.cut.signal;
    const served = response && { ...response, body: response.body && readableOf(response.body, signal) };
    return { path, response: served, error, logLines };
  }

  setEnvironments(environments: Environments): void {
    this.#data = { ...this.#data, environments };
    this.#thread?.worker.postMessage({ type: "environment", environments } satisfies ToActions);
  }

  async close(): Promise<void> {
    const worker = this.#thread?.worker;
    const stop: ToActions = { type: "stop" };
    if (worker !== undefined) await endThread(worker, () => worker.postMessage(stop));
    clearInterval(this.#watchdog);
  }

  #start(): Thread {
    // A thread that has not counted yet is not one that stands still.
    this.#lastTurn = 0;
    this.#lastTurnAtMs = performance.now();
    const turns = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const data: ActionWorkerData = { ...this.#data, turns };
    const maxHeapMb = MAX_HEAP_MB[data.nodeFolder === null ? "isolate" : "node"];
    const worker = startThread(WORKER, { data, runsFunctions: true, maxHeapMb });
    const thread: Thread = { worker, ready: Promise.withResolvers(), turns: new Int32Array(turns) };
    thread.ready.promise.catch(() => {});
    worker.on("message", (message: FromActions) => this.#receive(message));
    worker.on("error", (error) => this.#options.log("error", "actionWorkerFailed", { error: error.message }));
    worker.on("exit", () => this.#ended(thread, LOST));
    return thread;
  }

  #running(): Thread {
    this.#thread ??= this.#start();
    return this.#thread;
  }

  /** Ends the thread when an action has kept it busy for too long; what it was running has failed. */
  #watch(): void {
    const thread = this.#thread;
    const turn = thread === null ? 0 : Atomics.load(thread.turns, 0);
    const now = performance.now();
    if (thread === null || this.#pending.size === 0 || turn !== this.#lastTurn) {
      this.#lastTurn = turn;
      this.#lastTurnAtMs = now;
      return;
    }
    if (now - this.#lastTurnAtMs < this.#options.busyLimitMs) return;
    this.#options.log("error", "actionTimedOut", { running: this.#pending.size });
    const seconds = this.#options.busyLimitMs / 1000;
    this.#ended(thread, `${LOST}: an action kept its thread busy for ${seconds}s and was stopped`);
    void thread.worker.terminate();
  }

  async #ask(caller: ActionCaller, request: (id: number) => ToActions): Promise<Answered> {
    const thread = this.#running();
    await thread.ready.promise;
    const id = this.#nextId++;
    const { promise, resolve } = Promise.withResolvers<Answered>();
    const tooLong = () =>
      this.#settle(lost(id, `Action execution timed out (maximum duration: ${MAX_DURATION_MS / 1000}s)`));
    const timer = setTimeout(tooLong, MAX_DURATION_MS);
    timer.unref();
    this.#pending.set(id, { caller, done: resolve, timer, cut: new AbortController() });
    // A thread that has ended meanwhile takes no message.
    if (thread !== this.#thread) this.#settle(lost(id, LOST));
    else thread.worker.postMessage(request(id));
    return await promise;
  }

  #settle(message: Answered): void {
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    pending.done(message);
    if (message.type === "responded" && message.response?.body instanceof ReadableStream) return;
    pending.cut.abort();
    this.#forget(message.id);
  }

  #forget(id: number): void {
    clearTimeout(this.#pending.get(id)?.timer);
    this.#pending.delete(id);
  }

  #receive(message: FromActions): void {
    switch (message.type) {
      case "ready":
        return this.#thread?.ready.resolve(message.analysis);
      case "failed":
        return this.#thread?.ready.reject(new Error(message.message));
      case "done":
      case "responded":
        return this.#settle(message);
      case "ended":
        return this.#forget(message.id);
      case "ask":
        void this.#reply(message);
        return;
      default:
        message satisfies never;
    }
  }

  async #reply({ id, action, name, args }: Extract<FromActions, { type: "ask" }>): Promise<void> {
    const caller = this.#pending.get(action)?.caller ?? callerIn("", null);
    let answer: ToActions;
    try {
      answer = { type: "answer", id, ok: true, value: await this.#options.answer(name, args, caller) };
    } catch (error) {
      const { message, data } = error as Error & { data?: unknown };
      answer = { type: "answer", id, ok: false, message, data };
    }
    this.#thread?.worker.postMessage(answer);
  }

  #ended(thread: Thread, message: string): void {
    if (thread !== this.#thread) return;
    this.#thread = null;
    thread.ready.reject(new Error(message));
    for (const id of this.#pending.keys()) this.#settle(lost(id, message));
  }
}

function readableOf(body: NonNullable<HttpResponse["body"]>, signal: AbortSignal | undefined): Readable {
  if (body instanceof ReadableStream) return Readable.fromWeb(body, { signal });
  const { path, start, end } = body;
  return createReadStream(path, { start, end, highWaterMark: STORED_BYTES_READ });
}

function lost(id: number, message: string): Answered {
  return { type: "done", id, result: { ok: false, message, data: undefined, logLines: [] } };
}

/** Writes "use node" modules where Node can import them, with the project's packages in reach. */
export async function writeNodeModules(
  folder: string,
  sources: ModuleSource[],
  packages: string,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const { path, source } of sources) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), source);
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  await symlink(packages, join(folder, "node_modules"), "junction").catch(() => {});
}
