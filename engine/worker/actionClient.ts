/**
 * The front's side of an action worker: starts it for a set of modules, runs actions there, and answers what
 * they ask of the database.
 *
 * Errors  A worker that ends fails the actions it was running: an action happens at most once.
 * Rules   SPEC.md AC.
 */
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Log } from "../lib/log.ts";
import type { AnalyzedModule } from "../deploy/analysis.ts";
import type { Environments } from "../functions/components.ts";
import type { ModuleSource } from "../functions/modules.ts";
import { componentOf } from "../functions/paths.ts";
import { callerIn, type ActionCaller } from "./actionAnswers.ts";
import type { ActionWorkerData } from "./actionWorker.ts";
import type { FromActions, HttpResponse, RoutedRequest, ToActions } from "./actionMessages.ts";
import type { CallResult, WireCall } from "./messages.ts";

/** Answers a syscall of a running action. @throws what the action shall see */
export type AnswerAction = (name: string, args: unknown, caller: ActionCaller) => Promise<unknown>;

type Pending = {
  caller: ActionCaller;
  done: (message: Extract<FromActions, { type: "done" | "responded" }>) => void;
};

const WORKER = new URL("./actionWorker.ts", import.meta.url);
const LOST = "Transient error while executing action";

export class ActionClient {
  readonly #worker: Worker;
  readonly #answer: AnswerAction;
  readonly #pending = new Map<number, Pending>();
  readonly #ready = Promise.withResolvers<Record<string, AnalyzedModule>>();
  #nextId = 1;

  constructor(data: ActionWorkerData, answer: AnswerAction, log: Log) {
    this.#answer = answer;
    this.#ready.promise.catch(() => {});
    this.#worker = new Worker(WORKER, {
      workerData: data,
      execArgv: ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
    });
    this.#worker.on("message", (message: FromActions) => this.#receive(message));
    this.#worker.on("error", (error) => log("error", "actionWorkerFailed", { error: error.message }));
    this.#worker.on("exit", () => this.#failAll());
  }

  /** What the modules define. Rejects when they cannot be loaded. */
  analysis(): Promise<Record<string, AnalyzedModule>> {
    return this.#ready.promise;
  }

  async run(call: WireCall): Promise<CallResult> {
    await this.#ready.promise;
    const caller = callerIn(componentOf(call.path), call.identity);
    const message = await this.#ask(caller, (id) => ({ type: "run", id, call }));
    return message.type === "done"
      ? message.result
      : { ok: false, message: LOST, data: undefined, logLines: [] };
  }

  /** Null when no route matches. @throws Error with the message of the HTTP action that threw */
  async http(request: RoutedRequest, identity: string | null): Promise<HttpResponse | null> {
    await this.#ready.promise;
    const caller = callerIn(request.component, identity);
    const message = await this.#ask(caller, (id) => ({ type: "http", id, request, identity }));
    if (message.type === "responded" && message.error === null) return message.response;
    throw new Error(message.type === "responded" ? message.error! : LOST);
  }

  setEnvironments(environments: Environments): void {
    this.#worker.postMessage({ type: "environment", environments } satisfies ToActions);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(caller: ActionCaller, request: (id: number) => ToActions): Promise<Parameters<Pending["done"]>[0]> {
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#pending.set(id, { caller, done: resolve });
      this.#worker.postMessage(request(id));
    });
  }

  #receive(message: FromActions): void {
    switch (message.type) {
      case "ready":
        return this.#ready.resolve(message.analysis);
      case "failed":
        return this.#ready.reject(new Error(message.message));
      case "done":
      case "responded":
        this.#pending.get(message.id)?.done(message);
        this.#pending.delete(message.id);
        return;
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
      answer = { type: "answer", id, ok: true, value: await this.#answer(name, args, caller) };
    } catch (error) {
      const { message, data } = error as Error & { data?: unknown };
      answer = { type: "answer", id, ok: false, message, data };
    }
    this.#worker.postMessage(answer);
  }

  #failAll(): void {
    this.#ready.reject(new Error(LOST));
    for (const [id, { done }] of this.#pending) {
      done({ type: "done", id, result: { ok: false, message: LOST, data: undefined, logLines: [] } });
    }
    this.#pending.clear();
  }
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
