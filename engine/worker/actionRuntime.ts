/**
 * Runs actions and HTTP actions: real time, real network, and the database only by asking for it.
 *
 * Shapes  `Ask` takes a syscall's name and arguments to whoever has the database, for the action of that number.
 * Rules   SPEC.md AC.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { ReadableStream, type ReadableStreamDefaultController } from "node:stream/web";
import { checkCallSize } from "../database/limits.ts";
import { assert } from "../lib/assert.ts";
import { fileAnswer } from "../lib/fileAnswer.ts";
import type { BlobArgs, ConvexGlobal } from "../functions/convexGlobal.ts";
import type { RegisteredFunction } from "../functions/modules.ts";
import { canonicalPath, localPath, parseFunctionPath } from "../functions/paths.ts";
import { toFunctionError } from "../functions/thrown.ts";
import { FunctionError } from "../values/errors.ts";
import { isWellFormedId } from "../values/ids.ts";
import type { Json } from "../values/json.ts";
import { checkValue, type ValidatorJson } from "../values/validator.ts";
import { callerIn, type ActionCaller, type ReadFile } from "./actionAnswers.ts";
import type { HttpOutcome, HttpResponse, RoutedRequest } from "./actionMessages.ts";
import type { CallResult, WireCall } from "./messages.ts";
import { openStored, storedPart } from "./storedBlobs.ts";

export type Exports = Record<string, unknown>;
export type ExportsOf = (component: string, module: string) => Exports | undefined;
export type Ask = (action: number, name: string, args: unknown) => Promise<unknown>;

type Running = ActionCaller & {
  id: number;
  ask: Ask;
  path: string;
  request: unknown;
  logLines: string[];
  /** Files by the addresses that the action was told. */
  files: Map<string, string>;
  /** Rejects with an error that the action left uncaught. */
  uncaught: PromiseWithResolvers<never>;
};
type HttpHandler = { invokeHttpAction(request: Request): Promise<Response> };
type Router = { lookup(path: string, method: string): readonly [HttpHandler, string, string] | null };

/** Convex's limit. */
const MAX_RESPONSE_BYTES = 20 * 1024 * 1024;

const running = new AsyncLocalStorage<Running>();

/** Takes a line of the action that runs now. */
export function logInAction(line: string): void {
  running.getStore()?.logLines.push(line);
}

/** What an action has left uncaught fails that action. False when no action runs. */
export function failAction(thrown: unknown): boolean {
  const action = running.getStore();
  action?.uncaught.reject(thrown);
  return action !== undefined;
}

function uncaughtOfAction(): PromiseWithResolvers<never> {
  const uncaught = Promise.withResolvers<never>();
  uncaught.promise.catch(() => {});
  return uncaught;
}

/** The component whose action runs now, if any does. */
export function actingComponent(): string | undefined {
  return running.getStore()?.component;
}

/** Syscalls that need no answer from the front. */
const LOCAL: Record<string, (context: Running) => unknown> = {
  "1.0/getUserIdentity": ({ identity }) => (identity === null ? null : JSON.parse(identity)),
  "1.0/getRequestMetadata": ({ request }) => request ?? {},
  "1.0/getFunctionMetadata": ({ component, path }) => ({ name: path, componentPath: component }),
  "1.0/getDeploymentMetadata": () => ({ name: "embedded", region: null, class: "self-hosted" }),
};

/** Their answers are JSON texts already. */
const CALLS = new Set(["1.0/actions/query", "1.0/actions/mutation", "1.0/actions/action"]);

async function asyncSyscall(name: string, argsText: string): Promise<string> {
  const context = running.getStore();
  assert(context !== undefined, "a syscall outside of an action");
  const local = LOCAL[name];
  if (local !== undefined) return JSON.stringify(local(context));
  const args = JSON.parse(argsText) as { storageId?: string };
  const answer = await context.ask(context.id, name, args);
  if (name === "1.0/storageGetUrl" && typeof answer === "string") context.files.set(answer, args.storageId!);
  return CALLS.has(name) ? (answer as string) : JSON.stringify(answer ?? null);
}

async function jsSyscall(name: string, args: BlobArgs): Promise<unknown> {
  const context = running.getStore();
  assert(context !== undefined, "a syscall outside of an action");
  if (name === "storage/storeBlob") {
    const bytes = new Uint8Array(await args.blob!.arrayBuffer());
    const { sha256 } = args.options ?? {};
    // Said in hex or in base64, as the file's own document says it.
    const expected = sha256?.length === 64 ? Buffer.from(sha256, "hex").toString("base64") : sha256;
    const file = { bytes, contentType: args.blob!.type || null, sha256: expected ?? null };
    return await context.ask(context.id, "storage.store", file);
  }
  return await storedBlob(context, args);
}

async function storedBlob({ id, ask }: Running, file: { storageId?: string }): Promise<Blob | null> {
  const found = (await ask(id, "storage.get", file)) as ReadFile | null;
  if (found === null) return null;
  const type = found.contentType ?? "";
  return "path" in found ? await openStored(found.path, type) : new Blob([found.bytes], { type });
}

const networkFetch = globalThis.fetch;

/** The `fetch` of actions: what they read of the deployment's own files comes from the disk, as the address would answer it. */
export async function fetchInAction(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const context = running.getStore();
  const storageId = context?.files.get(String(input instanceof Request ? input.url : input));
  if (context === undefined || storageId === undefined) return await networkFetch(input, init);
  const { method, headers } = new Request(input, init);
  const file = method === "GET" ? await storedBlob(context, { storageId }) : null;
  if (file === null) return await networkFetch(input, init);
  const answer = fileAnswer({ size: file.size, contentType: file.type || null }, headers.get("range"));
  const { range, ...head } = answer;
  const body = range === null ? file : file.slice(range.start, range.end + 1);
  return new Response(answer.status === 416 ? null : body, head);
}

/** The `Convex` of actions: a syscall goes to whoever the running action asks. */
export const actionSyscalls: ConvexGlobal = {
  syscall: (name) => {
    throw new Error(`${name} is not available in actions.`);
  },
  asyncSyscall,
  jsSyscall,
};

/** What a body says, made on as its action, as far as somebody reads. */
function bodyOf(
  source: globalThis.ReadableStream<Uint8Array>,
  context: Running,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  let length = 0;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const { done, value } = await reader.read();
    if (done) {
      controller.close();
      return onEnd();
    }
    length += value.byteLength;
    if (length > MAX_RESPONSE_BYTES) throw tooLarge();
    controller.enqueue(value);
  };
  return new ReadableStream(
    {
      pull: async (controller) => {
        try {
          await running.run(context, async () => await pull(controller));
        } catch (thrown) {
          void running
            .run(context, async () => await reader.cancel(thrown))
            .catch(() => {})
            .finally(onEnd);
          throw toFunctionError(thrown);
        }
      },
      cancel: async (reason) => {
        await running.run(context, async () => await reader.cancel(reason)).finally(onEnd);
      },
    },
    { highWaterMark: 0 },
  );
}

/** A stored file, or a part of it, is read by who answers; all else is streamed there. */
function answeredBody(response: Response, context: Running, onEnd: () => void): HttpResponse["body"] {
  const stored = storedPart(response);
  if (stored === null) return response.body && bodyOf(response.body, context, onEnd);
  void response.body?.cancel();
  if (stored.end - stored.start >= MAX_RESPONSE_BYTES) throw tooLarge();
  return stored;
}

const tooLarge = () => new FunctionError("The response is larger than 20 MiB.");

/** Every text in a value that could be an id. */
function idsIn(value: Json): string[] {
  if (typeof value === "string") return isWellFormedId(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(idsIn);
}

export class ActionRuntime {
  readonly #ask: Ask;
  readonly #exportsOf: ExportsOf;

  constructor(ask: Ask, exportsOf: ExportsOf) {
    this.#ask = ask;
    this.#exportsOf = exportsOf;
  }

  /** Runs an action to its end. Never rejects. */
  async run(id: number, call: WireCall): Promise<CallResult> {
    const path = canonicalPath(call.path);
    const { component, module, name } = parseFunctionPath(path);
    const logLines: string[] = [];
    const context = {
      id,
      ask: this.#ask,
      path: localPath(path),
      ...callerIn(component, call.identity),
      request: call.request,
      logLines,
      files: new Map<string, string>(),
      uncaught: uncaughtOfAction(),
    };
    try {
      const registered = this.#exportsOf(component, module)?.[name] as RegisteredFunction | undefined;
      if (registered?.isAction !== true) throw new Error(`${path} is not an action.`);
      checkCallSize(path, "arguments are", call.args);
      const [argument = {}] = JSON.parse(call.args) as Json[];
      const problem = await this.#problemOf(registered.exportArgs(), () => argument, id);
      if (problem !== null) throw new FunctionError(`ArgumentValidationError: ${problem}`);
      const json = await Promise.race([
        running.run(context, () => registered.invokeAction("", call.args)),
        context.uncaught.promise,
      ]);
      checkCallSize(path, "return value is", json);
      const answered = () => JSON.parse(json) as Json;
      const mismatch = await this.#problemOf(registered.exportReturns(), answered, id);
      if (mismatch !== null) throw new FunctionError(`ReturnsValidationError: ${mismatch}`);
      return { ok: true, json, logLines };
    } catch (thrown) {
      const { message, data } = toFunctionError(thrown);
      return { ok: false, message, data, logLines };
    }
  }

  /** What does not fit the validator, or null. Only the database knows which tables ids are of. */
  async #problemOf(exported: string, value: () => Json, id: number): Promise<string | null> {
    const validator = JSON.parse(exported) as ValidatorJson | null;
    if (validator === null || validator.type === "any") return null;
    const given = value();
    const ids = exported.includes('"type":"id"') ? idsIn(given) : [];
    const tables =
      ids.length === 0 ? {} : ((await this.#ask(id, "ids.tables", ids)) as Record<string, string>);
    return checkValue(validator, given, (text, table) => tables[text] === table);
  }

  /** A response of null means that no route matches. Never rejects. `onEnd` is called after the body of one that has one. */
  async http(
    id: number,
    request: RoutedRequest,
    identity: string | null,
    onEnd: () => void,
  ): Promise<HttpOutcome> {
    const logLines: string[] = [];
    const { component } = request;
    const router = this.#exportsOf(component, "http.js")?.default as Router | undefined;
    const found = router?.lookup(request.route, request.method) ?? null;
    if (found === null) return { path: "", response: null, error: null, logLines };
    const [handler, , route] = found;
    const path = `${request.method} ${route}`;
    const caller = callerIn(component, identity);
    const uncaught = uncaughtOfAction();
    const files = new Map<string, string>();
    const context = { id, ask: this.#ask, path, ...caller, request: {}, logLines, files, uncaught };
    try {
      const body = request.body === null ? null : new Uint8Array(request.body);
      const incoming = new Request(request.url, { method: request.method, headers: request.headers, body });
      const response = await Promise.race([
        running.run(context, () => handler.invokeHttpAction(incoming)),
        uncaught.promise,
      ]);
      const { status, headers } = response;
      const answered = { status, headers: [...headers], body: answeredBody(response, context, onEnd) };
      return { path, response: answered, error: null, logLines };
    } catch (thrown) {
      return { path, response: null, error: toFunctionError(thrown).message, logLines };
    }
  }
}
