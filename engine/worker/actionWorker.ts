/**
 * A thread that runs actions and HTTP actions: real time, real network, and the database only by messages.
 *
 * Shapes  actionMessages.ts. One worker serves modules of one environment: `isolate` ones are evaluated in
 *         this thread's realm, `"use node"` ones are files imported as Node would.
 * Rules   SPEC.md AC.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import hostProcess from "node:process";
import { ReadableStream } from "node:stream/web";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { analyzeModule, type AnalyzedModule } from "../deploy/analysis.ts";
import { Code, loadingEnvironment, type PushedModule } from "../functions/code.ts";
import type { Environment, Environments, MountedComponent } from "../functions/components.ts";
import { installConvex } from "../functions/convexGlobal.ts";
import { formatLog } from "../functions/logLine.ts";
import { keepSourceMaps } from "../functions/frames.ts";
import { processWith } from "../functions/realm.ts";
import { toFunctionError } from "../functions/thrown.ts";
import type { FromActions, ToActions } from "./actionMessages.ts";
import {
  actingComponent,
  ActionRuntime,
  actionSyscalls,
  failAction,
  fetchInAction,
  logInAction,
  type Exports,
  type ExportsOf,
} from "./actionRuntime.ts";

export type ActionWorkerData = {
  components: MountedComponent[];
  environments: Environments;
  sources: PushedModule[];
  /** Where the files of "use node" modules lie; null for isolate modules. */
  nodeFolder: string | null;
  /** Where the worker counts the turns of its event loop, for the front's watchdog. */
  turns: SharedArrayBuffer;
};

const TURN_EVERY_MS = 100;
/** Ends this thread. Functions see another `process`. */
const end = process.exit.bind(process, 0);

const port = parentPort!;
const asked = new Map<number, PromiseWithResolvers<unknown>>();
let nextAsk = 1;
const { components, environments, sources, nodeFolder, turns } = workerData as ActionWorkerData;
let code = Code.none;
let exportsOf: ExportsOf = () => undefined;

function post(message: FromActions, transfer: ReadableStream[] = []): void {
  port.postMessage(message, transfer);
}

async function ask(action: number, name: string, args: unknown): Promise<unknown> {
  const id = nextAsk++;
  const waiting = Promise.withResolvers<unknown>();
  asked.set(id, waiting);
  post({ type: "ask", id, action, name, args });
  return await waiting.promise;
}

const runtime = new ActionRuntime(ask, (component, module) => exportsOf(component, module));

function captureConsole(): void {
  const capture =
    (level: string) =>
    (...values: unknown[]) =>
      logInAction(formatLog(level, values));
  const levels = { log: "LOG", info: "INFO", debug: "DEBUG", warn: "WARN", error: "ERROR", trace: "TRACE" };
  for (const [method, level] of Object.entries(levels)) Object.assign(console, { [method]: capture(level) });
}

/** Counts on, so that the front sees that this thread is not stuck. */
function countTurns(): void {
  const counter = new Int32Array(turns);
  setInterval(() => Atomics.add(counter, 0, 1), TURN_EVERY_MS).unref();
}

async function loadIsolate(): Promise<void> {
  const environment = () => code.environments[actingComponent() ?? ""] ?? {};
  const value = processWith(() => loadingEnvironment() ?? environment());
  Object.defineProperty(globalThis, "process", { value, writable: true, configurable: true });
  code = await Code.load(components, sources, environments);
  exportsOf = (component, module) => code.modules(component)?.namespace(module);
}

function setNodeEnvironment(environment: Environment): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
}

/** Node modules see the app's environment and nothing of the machine's. Components have none. */
async function loadNode(folder: string): Promise<Record<string, AnalyzedModule>> {
  setNodeEnvironment(environments[""] ?? {});
  (globalThis as unknown as { require: unknown }).require = createRequire(join(folder, "index.js"));
  const paths = sources.map(({ path }) => path).filter((path) => !path.startsWith("_deps/"));
  const loaded = new Map<string, Exports>();
  const nameOf = (path: string) => pathToFileURL(join(folder, path)).href;
  keepSourceMaps(
    loaded,
    sources.map((source) => ({ ...source, name: nameOf(source.path) })),
  );
  for (const path of paths) loaded.set(path, (await import(nameOf(path))) as Exports);
  exportsOf = (_component, module) => loaded.get(module);
  return Object.fromEntries([...loaded].map(([path, exports]) => [path, analyzeModule(path, exports)]));
}

function receive(message: ToActions): void {
  switch (message.type) {
    case "run":
      void runtime
        .run(message.id, message.call)
        .then((result) => post({ type: "done", id: message.id, result }));
      return;
    case "http":
      void runtime
        .http(message.id, message.request, message.identity, () => post({ type: "ended", id: message.id }))
        .then((outcome) => {
          const body = outcome.response?.body;
          post(
            { type: "responded", id: message.id, ...outcome },
            body instanceof ReadableStream ? [body] : [],
          );
        });
      return;
    case "stop":
      return end();
    case "environment":
      code.environments = message.environments;
      if (nodeFolder !== null) setNodeEnvironment(message.environments[""] ?? {});
      return;
    case "answer": {
      const waiting = asked.get(message.id);
      asked.delete(message.id);
      if (message.ok) waiting?.resolve(message.value);
      else
        waiting?.reject(
          Object.assign(new Error(message.message), message.data === undefined ? {} : { data: message.data }),
        );
      return;
    }
    default:
      message satisfies never;
  }
}

function failRunning(thrown: unknown): void {
  if (!failAction(thrown)) throw thrown;
}

async function start(): Promise<void> {
  hostProcess.on("unhandledRejection", failRunning);
  hostProcess.on("uncaughtException", failRunning);
  installConvex(actionSyscalls);
  captureConsole();
  Object.assign(globalThis, { fetch: fetchInAction });
  countTurns();
  try {
    let analysis: Record<string, AnalyzedModule> = {};
    if (nodeFolder === null) await loadIsolate();
    else analysis = await loadNode(nodeFolder);
    port.on("message", receive);
    post({ type: "ready", analysis });
  } catch (error) {
    post({ type: "failed", message: toFunctionError(error).message });
  }
}

await start();
