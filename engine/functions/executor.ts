/**
 * Runs queries and mutations of the developer, one after another, and answers their syscalls.
 *
 * Shapes  Arguments are the JSON text of a one-element array, as on the wire; results are JSON text.
 * Errors  FunctionError: the function threw, did not exist, or its arguments or result did not validate.
 * Rules   SPEC.md FN.
 */
import { setImmediate } from "node:timers";
import { seededRandom, type World } from "../lib/world.ts";
import { checkCallSize } from "../database/limits.ts";
import type { Limits } from "../database/limits.ts";
import type { Cursors, Journal } from "../database/page.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Database } from "../database/database.ts";
import { FunctionError } from "../values/errors.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { checkValue } from "../values/validator.ts";
import type { ConvexGlobal } from "./convexGlobal.ts";
import { currentExecution, runIn, type Execution, type Host, type Identity } from "./execution.ts";
import { Effects, hexOf } from "./effects.ts";
import { Code } from "./code.ts";
import type { FunctionKind, LoadedFunction } from "./modules.ts";
import { canonicalPath, componentOf, handleOf, pathOf, type Address } from "./paths.ts";
import { ASYNC_SYSCALLS, SYSCALLS, type Args } from "./syscalls.ts";
import { isSystemPath, runSystemQuery } from "./systemQueries.ts";
import { toFunctionError } from "./thrown.ts";

export type Call = {
  path: string;
  args: string;
  identity: Identity;
  /** Internal functions are for the engine, other functions and whoever holds the admin key. */
  mayCallInternal: boolean;
  request?: JsonObject | undefined;
};

type Observe = (execution: Execution) => void;

export type Outcome = { json: string; execution: Execution };

/** Answers a nested query from the cache of queries; set where there is one. */
export type NestedQueries = (parent: Execution, path: string, args: string) => Promise<string>;

export class Executor implements Host {
  code: Code = Code.none;
  nestedQueries: NestedQueries | null = null;
  readonly cursors: Cursors;
  readonly effects: Effects;
  readonly #world: World;

  readonly #isClockWatched: boolean;

  constructor(database: Database, cursors: Cursors, isClockWatched: boolean) {
    this.#isClockWatched = isClockWatched;
    this.cursors = cursors;
    this.#world = database.world;
    this.effects = new Effects(database);
  }

  /** Runs a public or internal function by its path in `tx`. @throws FunctionError */
  async run(
    kind: FunctionKind,
    call: Call,
    tx: Transaction,
    journal: Journal = { endCursor: null },
    observe: Observe = () => {},
  ): Promise<Outcome> {
    const path = canonicalPath(call.path);
    const isSystem = call.mayCallInternal && isSystemPath(path);
    const loaded = isSystem ? null : this.#find(kind, path, call.mayCallInternal);
    const own = tx.in(componentOf(path));
    const execution = this.#executionOf(kind === "mutation" ? "mutation" : "query", path, call, own, journal);
    observe(execution);
    if (loaded === null) return { json: runSystemQuery(execution, call.args), execution };
    return await this.#invoke(loaded, call.args, execution);
  }

  /** Runs a query that is no part of the deployed code. @throws FunctionError */
  async runForeign(query: LoadedFunction, call: Call, tx: Transaction, observe: Observe): Promise<Outcome> {
    const execution = this.#executionOf("query", call.path, call, tx, { endCursor: null });
    observe(execution);
    return await this.#invoke(query, call.args, execution);
  }

  /** The path of the function that `address` means in a component. @throws FunctionError */
  resolve(component: string, address: Address): string {
    const path = pathOf(component, address);
    if (address.reference !== undefined && !this.code.function(path).isPublic) throw notFound(path);
    return path;
  }

  /** A text by which anybody may call the function that `address` means. @throws FunctionError */
  handle(component: string, address: Address): string {
    const path = this.resolve(component, address);
    if (!this.code.isInNode(path)) this.code.function(path);
    return handleOf(path);
  }

  async runNested(
    parent: Execution,
    kind: "query" | "mutation",
    path: string,
    args: string,
    limits: Partial<Limits> | undefined,
  ): Promise<string> {
    while (parent.nested !== null) await parent.nested;
    const running = this.#runNested(parent, kind, path, args, limits);
    parent.nested = running.catch(() => {
      parent.hasFailedCall = true;
    });
    try {
      return await running;
    } finally {
      parent.nested = null;
    }
  }

  async #runNested(
    parent: Execution,
    kind: "query" | "mutation",
    path: string,
    args: string,
    limits: Partial<Limits> | undefined,
  ): Promise<string> {
    const isCacheable = parent.kind === "query" && this.nestedQueries !== null && limits === undefined;
    if (isCacheable) return await this.nestedQueries!(parent, path, args);
    const loaded = this.#find(kind, path, true);
    const call = { path, args, identity: parent.identity, mayCallInternal: true, request: parent.request };
    const tx = parent.tx.in(componentOf(path));
    const child = this.#executionOf(kind, path, call, tx, { endCursor: null });
    child.nowMs = parent.nowMs;
    child.random = parent.random;
    child.logLines = parent.logLines;
    const invoke = async () => (await this.#invoke(loaded, args, child)).json;
    const run = limits === undefined ? invoke : async () => await tx.usage.within(limits, invoke);
    try {
      return kind === "mutation" ? await parent.tx.nested(run) : await run();
    } finally {
      for (const flag of ["identity", "clock", "chance"] as const) parent.saw[flag] ||= child.saw[flag];
      if (child.identityCalls.length > 0) parent.saw.identity = true;
    }
  }

  #find(kind: FunctionKind, path: string, mayCallInternal: boolean): LoadedFunction {
    // Clients reach the app only.
    const loaded = mayCallInternal || componentOf(path) === "" ? this.code.function(path) : null;
    if (loaded === null || (!loaded.isPublic && !mayCallInternal)) throw notFound(path);
    if (loaded.kind !== kind) {
      const wanted = kind === "query" ? "a query" : kind === "mutation" ? "a mutation" : "an action";
      throw new FunctionError(
        `Trying to execute ${path} as ${wanted}, but it is defined as ${loaded.kind === "action" ? "an action" : `a ${loaded.kind}`}.`,
      );
    }
    return loaded;
  }

  #executionOf(
    kind: "query" | "mutation",
    path: string,
    call: Call,
    tx: Transaction,
    journal: Journal,
  ): Execution {
    return {
      host: this,
      kind,
      path,
      tx,
      journal,
      // Components are told nothing of the caller, so neither is what they call.
      identity: tx.component === "" ? call.identity : null,
      nowMs: Math.floor(this.#world.now()),
      random: this.#chance(),
      hasPaginated: false,
      saw: { identity: false, clock: !this.#isClockWatched, chance: !this.#isClockWatched },
      identityCalls: [],
      streams: new Map(),
      nextStream: 0,
      nested: null,
      hasFailedCall: false,
      uncaught: null,
      isOver: false,
      logLines: [],
      request: call.request ?? {},
    };
  }

  /** Chance of one run. Most functions never ask for it, so the seed is drawn by the first who does. */
  #chance(): () => number {
    let next: (() => number) | null = null;
    return () => {
      next ??= seededRandom(new DataView(this.#world.fillRandom(new Uint8Array(4)).buffer).getUint32(0));
      return next();
    };
  }

  /** Runs the developer's code until nothing of it can reach the transaction any more. @throws FunctionError */
  async #invoke(loaded: LoadedFunction, args: string, execution: Execution): Promise<Outcome> {
    checkArguments(loaded, args, execution);
    const { kind, registered } = loaded;
    try {
      const json = await runIn(execution, () =>
        kind === "mutation" ? registered.invokeMutation(args) : registered.invokeQuery(args),
      );
      while (execution.nested !== null) await execution.nested;
      // What nobody has caught is told in a turn of the event loop of its own.
      if (execution.hasFailedCall) await turn();
      if (execution.uncaught !== null) throw execution.uncaught.thrown;
      checkResult(loaded, json, execution);
      return { json, execution };
    } catch (thrown) {
      throw toFunctionError(thrown);
    } finally {
      execution.isOver = true;
      for (const stream of execution.streams.values()) stream.close();
      execution.streams.clear();
    }
  }

  schedule: Host["schedule"] = (parent, path, args, dueMs) =>
    this.effects.schedule(parent.tx, path, args, dueMs);
  cancelJob: Host["cancelJob"] = (parent, id) => this.effects.cancelJob(parent.tx, id);
  generateUploadUrl: Host["generateUploadUrl"] = (parent) => this.effects.generateUploadUrl(parent.tx);
  storageUrl: Host["storageUrl"] = (parent, id) => this.effects.storageUrl(parent.tx, id);
  storageMetadata: Host["storageMetadata"] = (parent, id) => {
    const metadata = this.effects.storageMetadata(parent.tx, id);
    return metadata && { ...metadata, sha256: hexOf(metadata.sha256) };
  };
  deleteFile: Host["deleteFile"] = (parent, id) => this.effects.deleteFile(parent.tx, id);
}

function notFound(path: string): FunctionError {
  return new FunctionError(
    `Could not find public function for '${path}'. Did you forget to run \`npx convex dev\` or \`npx convex deploy\`?`,
  );
}

/** The `Convex` of queries and mutations: a syscall goes to the deployment whose function made it. */
export const databaseSyscalls: ConvexGlobal = {
  syscall: (name, args) => {
    const execution = expectExecution();
    const call = SYSCALLS[name];
    if (call === undefined) throw new FunctionError(`Unknown operation ${name}`);
    return call(execution.host, execution, parseArgs(args));
  },
  /** Answers at once where it can: the caller awaits either way, and a promise less is a turn less. */
  asyncSyscall: (name, args) => {
    const execution = expectExecution();
    const call = ASYNC_SYSCALLS[name];
    if (call === undefined) {
      throw new FunctionError(
        `Unknown async operation ${name}: it is not available in queries and mutations.`,
      );
    }
    const answer = () => call(execution.host, execution, parseArgs(args));
    try {
      return execution.nested === null ? answer() : afterNested(execution, answer);
    } catch (error) {
      execution.hasFailedCall = true;
      throw error;
    }
  },
  jsSyscall: (name) => {
    throw new Error(`${name} is only available in actions.`);
  },
};

/** One turn of the event loop. The import keeps the timer when a realm takes timers away from functions. */
const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

const QUERY_ID = '{"queryId":';

/** The steps of a query are half of all calls, and have nothing but its number. */
function parseArgs(args: string): Args {
  if (!args.startsWith(QUERY_ID)) return JSON.parse(args) as Args;
  return { queryId: Number(args.slice(QUERY_ID.length, -1)) } as Args;
}

async function afterNested(execution: Execution, step: () => string | Promise<string>): Promise<string> {
  try {
    while (execution.nested !== null) await execution.nested;
    return await step();
  } catch (error) {
    execution.hasFailedCall = true;
    throw error;
  }
}

function expectExecution(): Execution {
  const execution = currentExecution();
  if (execution === undefined)
    throw new Error("The database and other parts of `ctx` are not available while a module is loaded.");
  if (execution.isOver)
    throw new Error(
      `${execution.path} has returned: what it did not wait for cannot reach the database any more.`,
    );
  return execution;
}

/** @throws FunctionError */
function checkArguments(loaded: LoadedFunction, args: string, { path, tx }: Execution): void {
  checkCallSize(path, "arguments are", args);
  const problem = checkValue(loaded.args, argumentOf(args), tx.isId);
  if (problem !== null) throw new FunctionError(`ArgumentValidationError: ${problem}`);
}

/** @throws FunctionError */
function checkResult({ returns }: LoadedFunction, json: string, { path, tx }: Execution): void {
  checkCallSize(path, "return value is", json);
  if (returns === null || returns.type === "any") return;
  const problem = checkValue(returns, JSON.parse(json) as Json, tx.isId);
  if (problem !== null) throw new FunctionError(`ReturnsValidationError: ${problem}`);
}

/** The one argument of a call, an object. @throws FunctionError */
function argumentOf(args: string): Json {
  const list = JSON.parse(args) as Json;
  if (!Array.isArray(list) || list.length > 1)
    throw new FunctionError("Functions take one argument, an object.");
  return list[0] ?? {};
}
