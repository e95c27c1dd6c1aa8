/**
 * A thread that runs actions and HTTP actions: real time, real network, and the database only by messages.
 *
 * Shapes  actionMessages.ts. One worker serves modules of one environment: `isolate` ones are evaluated in
 *         this thread's realm, `"use node"` ones are files imported as Node would.
 * Rules   SPEC.md AC.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../lib/assert.ts";
import { analyzeModule, type AnalyzedModule } from "../deploy/analysis.ts";
import { formatLog } from "../functions/logLine.ts";
import { Modules, type ModuleSource, type RegisteredFunction } from "../functions/modules.ts";
import { canonicalPath, parseFunctionPath } from "../functions/paths.ts";
import { processWith } from "../functions/realm.ts";
import { scheduledPath } from "../functions/syscalls.ts";
import { toFunctionError } from "../functions/thrown.ts";
import { FunctionError } from "../values/errors.ts";
import { tableNumberOf } from "../values/ids.ts";
import type { Json } from "../values/json.ts";
import { checkValue, type ValidatorJson } from "../values/validator.ts";
import type { FromActions, HttpRequest, ToActions } from "./actionMessages.ts";
import type { WireCall } from "./messages.ts";

export type ActionWorkerData = {
  environment: Record<string, string>;
  sources: ModuleSource[];
  /** Where the files of "use node" modules lie; null for isolate modules. */
  nodeFolder: string | null;
};

type Running = { id: number; path: string; identity: string | null; request: unknown; logLines: string[] };
type Exports = Record<string, unknown>;
type HttpHandler = { invokeHttpAction(request: Request): Promise<Response> };
type Router = { lookup(path: string, method: string): readonly [HttpHandler, string, string] | null };

const port = parentPort!;
const running = new AsyncLocalStorage<Running>();
const asked = new Map<number, PromiseWithResolvers<unknown>>();
let nextAsk = 1;
let { environment } = workerData as ActionWorkerData;
let exportsOf: (module: string) => Exports | undefined = () => undefined;

function post(message: FromActions): void {
  port.postMessage(message);
}

async function ask(name: string, args: unknown): Promise<unknown> {
  const id = nextAsk++;
  const waiting = Promise.withResolvers<unknown>();
  asked.set(id, waiting);
  post({ type: "ask", id, action: running.getStore()?.id ?? 0, name, args });
  return await waiting.promise;
}

type SyscallArgs = {
  name: string;
  args: unknown;
  ts: number;
  id: string;
  storageId: string;
  functionHandle?: string;
};

/** Syscalls that need no answer from the front. */
const LOCAL: Record<string, (context: Running, args: SyscallArgs) => unknown> = {
  "1.0/getUserIdentity": ({ identity }) => (identity === null ? null : JSON.parse(identity)),
  "1.0/getRequestMetadata": ({ request }) => request ?? {},
  "1.0/getFunctionMetadata": ({ path }) => ({ name: path, componentPath: "" }),
  "1.0/getDeploymentMetadata": () => ({ name: "embedded", region: null, class: "self-hosted" }),
  "1.0/createFunctionHandle": (_context, { name }) => `function://;${name}`,
};

async function asyncSyscall(name: string, argsText: string): Promise<string> {
  const context = running.getStore();
  assert(context !== undefined, "a syscall outside of an action");
  const args = JSON.parse(argsText) as SyscallArgs;
  const local = LOCAL[name];
  if (local !== undefined) return JSON.stringify(local(context, args));
  const isCall =
    name === "1.0/actions/query" ||
    name === "1.0/actions/mutation" ||
    name === "1.0/actions/action" ||
    name === "1.0/actions/schedule";
  const answer = await ask(name, isCall ? { ...args, path: scheduledPath(args) } : args);
  return typeof answer === "string" && isCall && name !== "1.0/actions/schedule"
    ? answer
    : JSON.stringify(answer ?? null);
}

async function jsSyscall(name: string, args: { blob?: Blob; storageId?: string }): Promise<unknown> {
  if (name === "storage/storeBlob") {
    const bytes = new Uint8Array(await args.blob!.arrayBuffer());
    return await ask("storage.store", { bytes, contentType: args.blob!.type || null });
  }
  const found = (await ask("storage.get", args.storageId)) as {
    bytes: Uint8Array<ArrayBuffer>;
    contentType: string | null;
  } | null;
  return found === null ? null : new Blob([found.bytes], { type: found.contentType ?? "" });
}

function installGlobals(): void {
  const host = globalThis as unknown as Record<string, unknown>;
  const refuse = (name: string) => {
    throw new Error(`${name} is not available in actions.`);
  };
  host.Convex = { syscall: refuse, asyncSyscall, jsSyscall };
  const capture =
    (level: string) =>
    (...values: unknown[]) =>
      running.getStore()?.logLines.push(formatLog(level, values));
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

async function run(id: number, call: WireCall): Promise<void> {
  const path = canonicalPath(call.path);
  const { module, name } = parseFunctionPath(path);
  const logLines: string[] = [];
  const context: Running = { id, path, identity: call.identity, request: call.request, logLines };
  try {
    const registered = exportsOf(module)?.[name] as RegisteredFunction | undefined;
    if (registered?.isAction !== true) throw new Error(`${path} is not an action.`);
    const [argument = {}] = JSON.parse(call.args) as Json[];
    const problem = checkValue(
      JSON.parse(registered.exportArgs()) as ValidatorJson,
      argument,
      (text) => tableNumberOf(text) !== null,
    );
    if (problem !== null) throw new FunctionError(`ArgumentValidationError: ${problem}`);
    const json = await running.run(context, () => registered.invokeAction("", call.args));
    post({ type: "done", id, result: { ok: true, json, logLines } });
  } catch (thrown) {
    const { message, data } = toFunctionError(thrown);
    post({ type: "done", id, result: { ok: false, message, data, logLines } });
  }
}

async function runHttp(id: number, request: HttpRequest, identity: string | null): Promise<void> {
  const logLines: string[] = [];
  const router = exportsOf("http.js")?.default as Router | undefined;
  const found = router?.lookup(new URL(request.url).pathname, request.method) ?? null;
  if (found === null) return post({ type: "responded", id, response: null, error: null, logLines });
  const context: Running = { id, path: `${request.method} ${found[2]}`, identity, request: {}, logLines };
  try {
    const body = request.body === null ? null : new Uint8Array(request.body);
    const incoming = new Request(request.url, { method: request.method, headers: request.headers, body });
    const response = await running.run(context, () => found[0].invokeHttpAction(incoming));
    const bytes = new Uint8Array(await response.arrayBuffer());
    post({
      type: "responded",
      id,
      response: { status: response.status, headers: [...response.headers], body: bytes },
      error: null,
      logLines,
    });
  } catch (thrown) {
    post({ type: "responded", id, response: null, error: toFunctionError(thrown).message, logLines });
  }
}

function receive(message: ToActions): void {
  switch (message.type) {
    case "run":
      void run(message.id, message.call);
      return;
    case "http":
      void runHttp(message.id, message.request, message.identity);
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
  installGlobals();
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
