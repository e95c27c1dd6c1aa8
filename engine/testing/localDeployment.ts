/**
 * A deployment in this process and in memory: the engine's own database server and action runtime, with
 * messages passed by calls instead of between threads.
 *
 * Shapes  Calls and results are those of worker/messages.ts.
 * Rules   SPEC.md TS. Time is whatever `Date.now` says when asked, so that fake timers move it.
 */
import { createHash } from "node:crypto";
import type { SchemaDefinition, GenericSchema } from "convex/server";
import { assert } from "../lib/assert.ts";
import { systemWorld, type World } from "../lib/world.ts";
import { DigestError } from "../storage/files.ts";
import { Store } from "../storage/store.ts";
import { Catalog } from "../database/catalog.ts";
import { searchVectors } from "../database/vectors.ts";
import { NO_SCHEMA, type Schema } from "../database/schema.ts";
import { Code } from "../functions/code.ts";
import { Modules } from "../functions/modules.ts";
import { applyPush, schemaPush } from "../deploy/push.ts";
import { componentOf } from "../functions/paths.ts";
import {
  answerAction,
  callerIn,
  type ActionCaller,
  type ActionHost,
  type ReadFile,
} from "../worker/actionAnswers.ts";
import { ActionRuntime, type Exports } from "../worker/actionRuntime.ts";
import type { HttpOutcome, HttpRequest } from "../worker/actionMessages.ts";
import { DatabaseServer } from "../worker/databaseServer.ts";
import type { CallResult, FromDatabase, ToDatabase, WireCall } from "../worker/messages.ts";
import type { AskOperation } from "../worker/operations/map.ts";
import { openDatabase } from "../database/database.ts";

const URL_OF_FILES = "https://test.convex.cloud";

export type ModuleLoaders = Record<string, () => Promise<unknown>>;
type ExportedSchema = SchemaDefinition<GenericSchema, boolean> | undefined;
/** The app, or a component, as a suite gives it. */
export type Mounted = { schema: ExportedSchema; modules: ModuleLoaders };

const world: World = { ...systemWorld, now: () => Date.now() };

export class LocalDeployment {
  readonly #store: Store;
  readonly #actions: ActionRuntime;
  readonly #inline: Exports = {};
  readonly #app: Mounted;
  readonly #components: Map<string, Mounted> = new Map();
  readonly #namespaces: Map<string, Map<string, Exports>> = new Map();
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #callers = new Map<number, ActionCaller>();
  readonly #files: Map<string, Uint8Array> = new Map();
  readonly #scheduledWork = new Set<Promise<unknown>>();
  #started: Promise<DatabaseServer> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #nextId: number;
  readonly #isCopy: boolean;

  /** @param original what it is a copy of, when that has settled */
  constructor(app: Mounted, original: LocalDeployment | null = null) {
    this.#app = app;
    this.#store = new Store(":memory:", original === null ? {} : { image: original.#store.raw.serialize() });
    this.#isCopy = original !== null;
    // Requests are numbered on: a number that the original has used would get its answer.
    this.#nextId = original === null ? 1 : original.#nextId;
    if (original !== null) {
      this.#files = new Map(original.#files);
      this.#components = new Map(original.#components);
      this.#namespaces = new Map(original.#namespaces);
    }
    this.#actions = new ActionRuntime(this.#ask, (component, module) =>
      this.#namespaces.get(component)?.get(module),
    );
  }

  /** Adds a component. Before the first call only. */
  mount(path: string, component: Mounted): void {
    assert(this.#started === null, `${path} is registered too late: something was called already`);
    this.#components.set(path, component);
  }

  async query(call: WireCall): Promise<CallResult> {
    return await this.#send((id) => ({ type: "query", id, call }));
  }

  async mutation(call: WireCall): Promise<CallResult> {
    const once = (id: number) => ({ session: "local", request: id });
    return await this.#send((id) => ({ type: "mutation", id, call, once: once(id) }));
  }

  async action(call: WireCall): Promise<CallResult> {
    await this.#start();
    const caller = callerIn(componentOf(call.path), call.identity);
    return await this.#asAction(caller, async (id) => await this.#actions.run(id, call));
  }

  async http(request: HttpRequest, identity: string | null): Promise<HttpOutcome> {
    await this.#start();
    const routed = { ...request, component: "", route: new URL(request.url).pathname };
    const id = this.#nextId++;
    const forget = () => void this.#callers.delete(id);
    this.#callers.set(id, callerIn("", identity));
    const outcome = await this.#actions.http(id, routed, identity, forget);
    if (!outcome.response?.body) forget();
    return outcome;
  }

  /** Adds a function under a path of its own, which it answers. */
  define(registered: unknown): string {
    const name = `f${this.#nextId++}`;
    this.#inline[name] = registered;
    return `_inline:${name}`;
  }

  /** Keeps bytes by their hash, as the files of a deployment are kept. */
  keepFile(bytes: Uint8Array): { sha256: string; size: number } {
    const sha256 = createHash("sha256").update(bytes).digest("base64");
    this.#files.set(sha256, bytes);
    return { sha256, size: bytes.length };
  }

  file(sha256: string): Uint8Array | undefined {
    return this.#files.get(sha256);
  }

  /** Another one in which everything is as it is here now. */
  async copy(): Promise<LocalDeployment> {
    await this.settle();
    return new LocalDeployment(this.#app, this);
  }

  /** Waits until no scheduled function runs. */
  async settle(): Promise<void> {
    await this.#start();
    while (this.#scheduledWork.size > 0) await Promise.all(this.#scheduledWork);
  }

  /** Runs what is due now, without waiting for a timer. */
  async runDue(): Promise<void> {
    this.#track(this.#runAllDue());
    await this.settle();
  }

  /** When the next scheduled function is due, in milliseconds since the epoch, or null. */
  nextDueMs(): number | null {
    return this.#store.jobs.nextDueMs();
  }

  #applySchemas(): void {
    const database = openDatabase(this.#store, world);
    this.#store.begin();
    const schemas = [...this.#components].map(([path, { schema }]) => [path, exportSchema(schema)] as const);
    applyPush(database, schemaPush(exportSchema(this.#app.schema), new Map(schemas)));
    this.#store.writeMeta("url", URL_OF_FILES);
    this.#store.commit();
  }

  #start(): Promise<DatabaseServer> {
    this.#started ??= this.#startNow();
    return this.#started;
  }

  async #startNow(): Promise<DatabaseServer> {
    if (!this.#isCopy) this.#applySchemas();
    const server = new DatabaseServer({
      store: this.#store,
      world,
      post: (messages) => {
        for (const message of messages) this.#receive(message);
      },
      // Nobody sees when a function looks at the clock here, so no result may be used twice.
      isClockWatched: false,
    });
    await server.start();
    const app = await this.#load("", this.#app, [["_inline.js", this.#inline]]);
    const components = new Map<string, Modules>();
    for (const [path, component] of this.#components) components.set(path, await this.#load(path, component));
    server.executor.code = Code.of(app, components);
    return server;
  }

  async #load(path: string, { modules }: Mounted, own: [string, Exports][] = []): Promise<Modules> {
    const namespaces = new Map<string, Exports>(this.#namespaces.get(path));
    if (namespaces.size === 0)
      for (const [module, load] of Object.entries(modules)) namespaces.set(module, (await load()) as Exports);
    for (const [module, exports] of own) namespaces.set(module, exports);
    this.#namespaces.set(path, namespaces);
    return Modules.of(namespaces);
  }

  #operation: AskOperation = async (name, ...[payload]) => {
    const once = (id: number) => ({ session: "local", request: id });
    return await this.#send((id) => ({ type: "operation", id, once: once(id), name, payload }) as ToDatabase);
  };

  async #send<T>(request: (id: number) => ToDatabase): Promise<T> {
    const server = await this.#start();
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    server.receive([request(id)]);
    return (await waiting.promise) as T;
  }

  #receive(message: FromDatabase): void {
    switch (message.type) {
      case "committed":
        for (const { id, result } of message.mutations) this.#take(id)?.resolve(result);
        return;
      case "answered":
        this.#take(message.id)?.resolve(message.result);
        return;
      case "operated":
        if (message.ok) this.#take(message.id)?.resolve(message.value);
        else this.#take(message.id)?.reject(new Error(message.message));
        return;
      case "due":
        return this.#setTimer(message.atMs);
      case "startAction":
        this.#track(this.#runScheduled(message));
        return;
      case "orphans":
        for (const sha256 of message.sha256) this.#files.delete(sha256);
        return;
      default:
        // Nobody here watches queries or reads logs.
        message.type satisfies "ready" | "failed" | "refreshed" | "logs" | "disk";
    }
  }

  #take(id: number): PromiseWithResolvers<unknown> | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #setTimer(atMs: number | null): void {
    clearTimeout(this.#timer);
    if (atMs === null) return;
    const run = () => this.#track(this.#runAllDue());
    this.#timer = setTimeout(run, Math.max(0, atMs - world.now()));
    this.#timer.unref?.();
  }

  async #runAllDue(): Promise<void> {
    while (await this.#operation("scheduler.run"));
  }

  #track(work: Promise<unknown>): void {
    const tracked = work.finally(() => this.#scheduledWork.delete(tracked));
    this.#scheduledWork.add(tracked);
  }

  async #runScheduled({ job, path, args }: { job: string; path: string; args: string }): Promise<void> {
    const request = { scheduledFunctionId: job };
    const result = await this.action({ path, args, identity: null, mayCallInternal: true, request });
    await this.#operation("scheduler.finished", { job, error: result.ok ? null : result.message });
  }

  async #asAction<T>(caller: ActionCaller, run: (id: number) => Promise<T>): Promise<T> {
    const id = this.#nextId++;
    this.#callers.set(id, caller);
    try {
      return await run(id);
    } finally {
      this.#callers.delete(id);
    }
  }

  #ask = async (action: number, name: string, args: unknown): Promise<unknown> =>
    await answerAction(this.#host, name, args, this.#callers.get(action) ?? callerIn("", null));

  readonly #host: ActionHost = {
    query: async (call) => await this.query(call),
    mutation: async (call) => await this.mutation(call),
    action: async (call) => await this.action(call),
    operation: this.#operation,
    storeBytes: async ({ bytes, contentType, sha256 = null }, component) => {
      const kept = this.keepFile(bytes);
      if (sha256 !== null && sha256 !== kept.sha256)
        throw new DigestError(`The SHA-256 of the file is ${kept.sha256}, not ${sha256}.`);
      const document = { ...kept, ...(contentType === null ? {} : { contentType }) };
      return await this.#operation("storage.create", { component, document });
    },
    searchVectors: (query, component) =>
      Promise.resolve(searchVectors(this.#store, new Catalog(this.#store), component, query)),
    readFile: async (id, component) => await this.#readFile(id, component),
  };

  async #readFile(id: string, component: string): Promise<ReadFile | null> {
    const found = await this.#operation("storage.metadata", { component, id });
    const bytes = found === null ? undefined : this.#files.get(found.sha256);
    return bytes === undefined ? null : { bytes: new Uint8Array(bytes), contentType: found!.contentType };
  }
}

function exportSchema(schema: ExportedSchema): Schema {
  if (schema === undefined) return NO_SCHEMA;
  return JSON.parse((schema as unknown as { export(): string }).export()) as Schema;
}
