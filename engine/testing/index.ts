/**
 * `convexTest` with the API of the `convex-test` package, on the engine: alias that package to this module and a
 * suite written for the mock runs on real transactions, indexes, validators, limits and the real scheduler.
 *
 * What differs from the mock: limits always hold; messages of errors are the deployment's (`Uncaught Error: …`);
 * `modules` must be given.
 * Rules   SPEC.md TS.
 */
import { convexToJson, ConvexError, jsonToConvex, type Value } from "convex/values";
import {
  actionGeneric,
  getFunctionAddress,
  mutationGeneric,
  queryGeneric,
  type FunctionReference,
  type GenericSchema,
  type SchemaDefinition,
} from "convex/server";
import type { convexTest as convexTestOfMock } from "convex-test";
import { assert } from "../lib/assert.ts";
import { installConvex } from "../functions/convexGlobal.ts";
import { currentExecution } from "../functions/execution.ts";
import { databaseSyscalls } from "../functions/executor.ts";
import { pathOf, type Address } from "../functions/paths.ts";
import type { JsonObject } from "../values/json.ts";
import { actionSyscalls } from "../worker/actionRuntime.ts";
import type { CallResult, WireCall } from "../worker/messages.ts";
import { LocalDeployment, type ModuleLoaders } from "./localDeployment.ts";

type Handler = (ctx: never, ...args: never[]) => unknown;
type Callable = FunctionReference<"query" | "mutation" | "action", "public" | "internal"> | Handler;
type Kind = "query" | "mutation" | "action";
type Caller = { identity: JsonObject | null; request: JsonObject };
type Options = { schema?: SchemaDefinition<GenericSchema, boolean>; modules?: ModuleLoaders };

const REGISTER = { query: queryGeneric, mutation: mutationGeneric, action: actionGeneric };
const MAX_ITERATIONS = 100;
const SITE = "https://test.convex.site";

/** A function called by an action runs in the action's asynchronous context, so the function is asked first. */
const current = () => (currentExecution() === undefined ? actionSyscalls : databaseSyscalls);
installConvex({
  syscall: (name, args) => current().syscall(name, args),
  asyncSyscall: (name, args) => current().asyncSyscall(name, args),
  jsSyscall: (name, args) => current().jsSyscall(name, args),
});

class Accessor {
  readonly #deployment: LocalDeployment;
  readonly #caller: Caller;

  constructor(deployment: LocalDeployment, caller: Caller) {
    this.#deployment = deployment;
    this.#caller = caller;
  }

  query = async (callable: Callable, args: object = {}) => await this.#call("query", callable, args);
  mutation = async (callable: Callable, args: object = {}) => await this.#call("mutation", callable, args);
  action = async (callable: Callable, args: object = {}) => await this.#call("action", callable, args);

  registerComponent = (
    path: string,
    schema: SchemaDefinition<GenericSchema, boolean>,
    modules: ModuleLoaders,
  ): void => this.#deployment.mount(path, { schema, modules: modulesOf(modules) });

  run = async (change: Handler): Promise<unknown> => {
    let output: unknown;
    const handler = async (ctx: { storage: object }) => {
      const storage = { ...ctx.storage, ...this.#storageInTransaction() };
      output = await (change as (ctx: object) => unknown)({ ...ctx, storage });
    };
    await this.mutation(handler as Handler);
    return output;
  };

  /** A deployment of its own in which everything is as it is here now, without what an action has running. */
  copy = async (): Promise<Accessor> => new Accessor(await this.#deployment.copy(), this.#caller);

  fetch = async (path: string, init?: RequestInit): Promise<Response> => {
    const request = new Request(new URL(path, SITE), init);
    const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
    const { url, method, headers } = request;
    const { response, error } = await this.#deployment.http(
      { url, method, headers: [...headers], body },
      this.#identityText(),
    );
    if (error !== null) throw new Error(error);
    if (response === null) return new Response(null, { status: 404 });
    return new Response(response.body as ReadableStream<Uint8Array<ArrayBuffer>> | null, response);
  };

  withIdentity = (identity: JsonObject): Accessor => {
    const subject = identity.subject ?? JSON.stringify(identity);
    const issuer = identity.issuer ?? "https://convex.test";
    const tokenIdentifier = identity.tokenIdentifier ?? `${issuer as string}|${subject as string}`;
    const full = { ...identity, subject, issuer, tokenIdentifier };
    return new Accessor(this.#deployment, { ...this.#caller, identity: full });
  };

  withRequestMetadata = ({ ip, userAgent }: { ip?: string; userAgent?: string }): Accessor =>
    new Accessor(this.#deployment, {
      ...this.#caller,
      request: { ip: ip ?? null, userAgent: userAgent ?? null },
    });

  finishInProgressScheduledFunctions = async (): Promise<void> => await this.#deployment.settle();

  finishAllScheduledFunctions = async (
    advanceTimers: () => void,
    maxIterations = MAX_ITERATIONS,
  ): Promise<void> => {
    for (let i = 0; i < maxIterations; i++) {
      await this.#deployment.settle();
      const before = [Date.now(), this.#deployment.nextDueMs()];
      advanceTimers();
      await this.#deployment.runDue();
      const nextMs = this.#deployment.nextDueMs();
      const hasMoved = Date.now() !== before[0] || nextMs !== before[1];
      if (nextMs === null || (nextMs > Date.now() && !hasMoved)) return;
    }
    throw new Error(
      `finishAllScheduledFunctions: too many iterations. Functions still schedule others after ${maxIterations} of them.`,
    );
  };

  async #call(kind: Kind, callable: Callable, args: object): Promise<Value> {
    const path =
      typeof callable === "function"
        ? this.#deployment.define(this.#registered(kind, callable))
        : pathOf("", getFunctionAddress(callable) as Address);
    const call: WireCall = {
      path,
      args: JSON.stringify([convexToJson(withoutUndefined(args))]),
      identity: this.#identityText(),
      mayCallInternal: true,
      request: this.#caller.request,
    };
    return valueOf(await this.#deployment[kind](call));
  }

  #registered(kind: Kind, handler: Handler): unknown {
    const inline = async (ctx: unknown) => await (handler as (ctx: unknown) => unknown)(ctx);
    return REGISTER[kind]({ handler: inline as never });
  }

  /** What `ctx.storage` of an action has besides, inside of a transaction. */
  #storageInTransaction() {
    const transaction = () => {
      const execution = currentExecution();
      assert(execution !== undefined, "storage of `run` used outside of it");
      return execution.tx;
    };
    return {
      store: async (blob: Blob) => {
        const file = this.#deployment.keepFile(new Uint8Array(await blob.arrayBuffer()));
        const document: JsonObject = blob.type === "" ? file : { ...file, contentType: blob.type };
        return transaction().insert("_storage", document);
      },
      get: async (storageId: string) => {
        const json = transaction().get(storageId, "_storage");
        if (json === null) return null;
        const { sha256, contentType } = JSON.parse(json) as { sha256: string; contentType?: string };
        const bytes = this.#deployment.file(sha256);
        return bytes === undefined ? null : new Blob([bytes.slice()], { type: contentType ?? "" });
      },
    };
  }

  #identityText(): string | null {
    return this.#caller.identity === null ? null : JSON.stringify(this.#caller.identity);
  }
}

function withoutUndefined(args: object): Record<string, Value> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

function valueOf(result: CallResult): Value {
  if (result.ok) return jsonToConvex(JSON.parse(result.json) as never);
  if (result.data === undefined) throw new Error(result.message);
  const error = new ConvexError(jsonToConvex(result.data as never));
  error.message = result.message;
  throw error;
}

/** Paths as the engine knows them: below the functions folder, which is where `_generated` lies. */
function modulesOf(modules: ModuleLoaders | undefined): ModuleLoaders {
  const generated = Object.keys(modules ?? {}).find((path) => path.includes("_generated/"));
  if (modules === undefined || generated === undefined) {
    throw new Error(
      'convexTest needs `modules`, with the `_generated` folder among them: pass `import.meta.glob("./**/*.*s")`.',
    );
  }
  const prefix = generated.slice(0, generated.indexOf("_generated/"));
  // As the CLI does: a name with two dots is no module to push, such as a test.
  const own = Object.entries(modules).filter(([path]) => !/_generated\/|[^/]\.[^/]+\.[^/]+$/.test(path));
  return Object.fromEntries(
    own.map(([path, load]) => [path.slice(prefix.length).replace(/\.[cm]?[jt]sx?$/, ".js"), load]),
  );
}

function isSchema(given: object): given is SchemaDefinition<GenericSchema, boolean> {
  return "tables" in given;
}

function open(
  given: SchemaDefinition<GenericSchema, boolean> | Options = {},
  modules?: ModuleLoaders,
): Accessor {
  const options = isSchema(given) ? { schema: given, modules } : given;
  const { schema } = options;
  const deployment = new LocalDeployment({ schema, modules: modulesOf(options.modules) });
  return new Accessor(deployment, { identity: null, request: { ip: null, userAgent: null } });
}

export const convexTest = open as unknown as typeof convexTestOfMock;
