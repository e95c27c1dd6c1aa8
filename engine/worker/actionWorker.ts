/**
 * A thread that runs actions and HTTP actions: real time, real network, and the database only by messages.
 *
 * Shapes  actionMessages.ts. One worker serves modules of one environment: `isolate` ones are evaluated in
 *         this thread's realm, `"use node"` ones are files imported as Node would.
 * Rules   SPEC.md AC.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { analyzeModule, type AnalyzedModule } from "../deploy/analysis.ts";
import { installConvex } from "../functions/convexGlobal.ts";
import { formatLog } from "../functions/logLine.ts";
import { Modules, type ModuleSource } from "../functions/modules.ts";
import { processWith } from "../functions/realm.ts";
import { toFunctionError } from "../functions/thrown.ts";
import type { FromActions, ToActions } from "./actionMessages.ts";
import { ActionRuntime, actionSyscalls, logInAction, type Exports } from "./actionRuntime.ts";

export type ActionWorkerData = {
  environment: Record<string, string>;
  sources: ModuleSource[];
  /** Where the files of "use node" modules lie; null for isolate modules. */
  nodeFolder: string | null;
};

const port = parentPort!;
const asked = new Map<number, PromiseWithResolvers<unknown>>();
let nextAsk = 1;
let { environment } = workerData as ActionWorkerData;
let exportsOf: (module: string) => Exports | undefined = () => undefined;

function post(message: FromActions): void {
  port.postMessage(message);
}

async function ask(action: number, name: string, args: unknown): Promise<unknown> {
  const id = nextAsk++;
  const waiting = Promise.withResolvers<unknown>();
  asked.set(id, waiting);
  post({ type: "ask", id, action, name, args });
  return await waiting.promise;
}

const runtime = new ActionRuntime(ask, (module) => exportsOf(module));

function captureConsole(): void {
  const capture =
    (level: string) =>
    (...values: unknown[]) =>
      logInAction(formatLog(level, values));
  const levels = { log: "LOG", info: "INFO", debug: "DEBUG", warn: "WARN", error: "ERROR", trace: "TRACE" };
  for (const [method, level] of Object.entries(levels)) Object.assign(console, { [method]: capture(level) });
}

async function loadIsolate(sources: ModuleSource[]): Promise<string[]> {
  Object.defineProperty(globalThis, "process", {
    value: processWith(() => environment),
    writable: true,
    configurable: true,
  });
  const modules = await Modules.load(sources);
  exportsOf = (module) => modules.namespace(module);
  return modules.paths();
}

/** Node modules see the deployment's environment and nothing of the machine's. */
async function loadNode(sources: ModuleSource[], folder: string): Promise<string[]> {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  (globalThis as unknown as { require: unknown }).require = createRequire(join(folder, "index.js"));
  const paths = sources.map(({ path }) => path).filter((path) => !path.startsWith("_deps/"));
  const loaded = new Map<string, Exports>();
  for (const path of paths)
    loaded.set(path, (await import(pathToFileURL(join(folder, path)).href)) as Exports);
  exportsOf = (module) => loaded.get(module);
  return paths;
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
        .http(message.id, message.request, message.identity)
        .then((outcome) => post({ type: "responded", id: message.id, ...outcome }));
      return;
    case "environment":
      ({ environment } = message);
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

async function start({ sources, nodeFolder }: ActionWorkerData): Promise<void> {
  installConvex(actionSyscalls);
  captureConsole();
  try {
    const paths = nodeFolder === null ? await loadIsolate(sources) : await loadNode(sources, nodeFolder);
    const analysis: Record<string, AnalyzedModule> = {};
    if (nodeFolder !== null) for (const path of paths) analysis[path] = analyzeModule(path, exportsOf(path)!);
    port.on("message", receive);
    post({ type: "ready", analysis });
  } catch (error) {
    post({ type: "failed", message: toFunctionError(error).message });
  }
}

await start(workerData as ActionWorkerData);
