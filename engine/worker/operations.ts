/**
 * What the front asks of the database besides functions: pushes, the environment, files, the scheduler, and
 * what the CLI wants to know. Each runs alone, between two groups of mutations, in one transaction.
 *
 * Rules   SPEC.md WK.
 */
import { Transaction, type Database } from "../database/transaction.ts";
import type { Write } from "../database/readSet.ts";
import {
  applyPush,
  findViolation,
  preparePush,
  readSources,
  type PendingPush,
  type Pushed,
} from "../deploy/push.ts";
import { authOf, type AnalyzedModule, type AuthProvider } from "../deploy/analysis.ts";
import type { Executor } from "../functions/executor.ts";
import { Modules } from "../functions/modules.ts";
import { canonicalPath } from "../functions/paths.ts";
import type { Job, Scheduler } from "../functions/scheduler.ts";
import { toFunctionError } from "../functions/thrown.ts";
import type { JsonObject } from "../values/json.ts";
import type { LogEntry, SessionRequest } from "./messages.ts";

export type OperationResult = {
  value: unknown;
  writes: Write[];
  hasNewCode: boolean;
  actions: { job: string; path: string; args: string }[];
};

export type EnvironmentChange = { name: string; value: string | null };
export type DeploymentInfo = { auth: AuthProvider[]; environment: Record<string, string>; hasCode: boolean };

const UNCHANGED: OperationResult = { value: null, writes: [], hasNewCode: false, actions: [] };

export class Operations {
  readonly #database: Database;
  readonly #executor: Executor;
  readonly #scheduler: Scheduler;
  readonly #log: (entry: LogEntry) => void;
  environment: Record<string, string> = {};
  #pending: PendingPush | null = null;
  #actions: OperationResult["actions"] = [];
  #hasNewCode = false;

  constructor(database: Database, executor: Executor, scheduler: Scheduler, log: (entry: LogEntry) => void) {
    this.#database = database;
    this.#executor = executor;
    this.#scheduler = scheduler;
    this.#log = log;
    this.environment = database.store.readMeta<Record<string, string>>("environment") ?? {};
  }

  async loadModules(): Promise<void> {
    const sources = readSources(this.#database).filter(({ environment }) => environment === "isolate");
    this.#executor.modules = await Modules.load(sources);
  }

  /** One that has changed something gives its first answer when it is asked for again. */
  async run(name: string, payload: unknown, once: SessionRequest): Promise<OperationResult> {
    const operation = this.#byName[name];
    if (operation === undefined) throw new Error(`There is no operation ${name}.`);
    const { store, catalog, clock } = this.#database;
    const known = store.readRequest(once.session, once.request);
    if (known !== undefined) return { ...UNCHANGED, value: JSON.parse(known.result) as unknown };
    this.#actions = [];
    this.#hasNewCode = false;
    const tx = new Transaction(this.#database, false);
    store.begin();
    try {
      const value = await operation(tx, payload);
      if (store.hasChanged()) {
        clock.advance();
        store.writeRequest(once.session, once.request, name, JSON.stringify(value ?? null), clock.ts);
      }
      store.commit();
      return { value, writes: tx.writes, hasNewCode: this.#hasNewCode, actions: this.#actions };
    } catch (error) {
      store.rollback();
      catalog.reload();
      throw error;
    }
  }

  /** Of these content hashes, those that no document names any more. */
  orphansAmong(hashes: string[]): string[] {
    const tx = new Transaction(this.#database, false);
    return hashes.filter((sha256) => {
      const index = tx.database.catalog.table("_storage")!.indexes.get("by_sha256")!;
      const prefix = `\x15${sha256}`;
      return this.#database.store.scan(index.number, prefix, `${prefix}\xff`, "asc", 1).length === 0;
    });
  }

  readonly #byName: Record<string, (tx: Transaction, payload: unknown) => unknown> = {
    info: (): DeploymentInfo => this.#info(),
    "push.prepare": async (_tx, payload) => {
      const { pushed, nodeAnalysis } = payload as {
        pushed: Pushed;
        nodeAnalysis: Record<string, AnalyzedModule>;
      };
      this.#pending = await preparePush(this.#database, pushed, nodeAnalysis);
      const { analysis, auth, schema } = this.#pending;
      return { analysis, auth, schema, environment: this.environment };
    },
    "push.check": () => (this.#pending === null ? null : findViolation(this.#database, this.#pending.schema)),
    "push.finish": () => this.#finishPush(),
    "modules.sources": () => readSources(this.#database),
    "schema.current": () => this.#database.catalog.schema,
    "modules.spec": () => this.#database.store.readMeta("analysis") ?? {},
    "environment.update": (_tx, payload) => this.#updateEnvironment(payload as EnvironmentChange[]),
    "environment.list": () => Object.entries(this.environment).map(([name, value]) => ({ name, value })),
    "tables.counts": () =>
      this.#database.catalog.tables().map((table) => ({
        name: table.name,
        count: this.#database.store.countIndex(table.indexes.get("by_creation_time")!.number),
      })),
    "origin.set": (_tx, payload) => this.#database.store.writeMeta("origin", payload),
    "scheduler.run": (tx) => this.#runDue(tx),
    "scheduler.failInterrupted": (tx, payload) =>
      this.#scheduler.failInterrupted(tx, new Set(payload as string[])),
    "scheduler.finished": (tx, payload) => {
      const { job, error } = payload as { job: string; error: string | null };
      this.#scheduler.markFinished(tx, job, error);
    },
    "action.schedule": (tx, payload) => {
      const { path, args, dueMs } = payload as { path: string; args: JsonObject; dueMs: number };
      return this.#executor.effects.schedule(tx, path, args, dueMs);
    },
    "action.cancel": (tx, payload) => this.#executor.effects.cancelJob(tx, payload as string),
    "storage.uploadUrl": () => this.#executor.effects.generateUploadUrl(),
    "storage.url": (tx, payload) => this.#executor.effects.storageUrl(tx, payload as string),
    "storage.metadata": (tx, payload) => this.#executor.effects.storageMetadata(tx, payload as string),
    "storage.delete": (tx, payload) => this.#executor.effects.deleteFile(tx, payload as string),
    "storage.claimUpload": (_tx, payload) => this.#claimUpload(payload as string),
    "storage.create": (tx, payload) => tx.insert("_storage", payload as JsonObject),
    "requests.forget": (_tx, payload) => this.#database.store.forgetRequests(payload as number),
  };

  #info(): DeploymentInfo {
    const auth = this.#database.store.readMeta<AuthProvider[]>("auth") ?? [];
    return { auth, environment: this.environment, hasCode: this.#executor.modules.paths().length > 0 };
  }

  #finishPush() {
    const push = this.#pending;
    if (push === null) throw new Error("There is no push to finish: start again.");
    const changes = applyPush(this.#database, push);
    this.#scheduler.replaceCrons(push.crons);
    this.#executor.modules = push.modules;
    this.#pending = null;
    this.#hasNewCode = true;
    return { changes, info: this.#info() };
  }

  async #updateEnvironment(changes: EnvironmentChange[]): Promise<DeploymentInfo> {
    const before = this.environment;
    const after = { ...before };
    for (const { name, value } of changes) {
      if (value === null) delete after[name];
      else after[name] = value;
    }
    try {
      this.environment = after;
      // Modules read the environment when they are evaluated, the identity providers among them.
      await this.loadModules();
      this.#database.store.writeMeta("auth", authOf(this.#executor.modules));
    } catch (error) {
      this.environment = before;
      await this.loadModules();
      throw error;
    }
    this.#database.store.writeMeta("environment", after);
    this.#hasNewCode = true;
    return this.#info();
  }

  async #runDue(tx: Transaction): Promise<void> {
    this.#scheduler.enqueueCrons((path, args, dueMs) =>
      this.#executor.effects.schedule(tx, path, args, dueMs),
    );
    for (const job of this.#scheduler.dueJobs()) await this.#runJob(tx, job);
  }

  async #runJob(tx: Transaction, job: Job): Promise<void> {
    const { path, args } = job.call;
    const kind = this.#kindOf(path);
    if (kind === "action" || kind === "node") {
      this.#scheduler.markStarted(tx, job);
      this.#actions.push({ job: job.id, path, args });
      return;
    }
    const startMs = this.#database.world.now();
    const call = {
      path,
      args,
      identity: null,
      mayCallInternal: true,
      request: { scheduledFunctionId: job.id },
    };
    let error: string | null = null;
    let logLines: string[] = [];
    try {
      const { execution } = await tx.nested(() => this.#executor.run("mutation", call, tx));
      logLines = execution.logLines;
    } catch (thrown) {
      error = toFunctionError(thrown).message;
    }
    this.#scheduler.markFinished(tx, job.id, error);
    const durationMs = this.#database.world.now() - startMs;
    if (error !== null || logLines.length > 0)
      this.#log({ path, kind: "mutation", error, logLines, startMs, durationMs, requestId: job.id });
  }

  /** Functions that are not in this thread's modules are those of the Node worker. */
  #kindOf(path: string): "mutation" | "action" | "node" | "query" {
    try {
      return this.#executor.modules.function(canonicalPath(path)).kind;
    } catch {
      return "node";
    }
  }

  #claimUpload(token: string): boolean {
    const { db } = this.#database.store;
    const now = this.#database.world.now();
    db.prepare("DELETE FROM uploads WHERE expires < ?").run(now);
    return db.prepare("DELETE FROM uploads WHERE token = ?").run(token).changes === 1;
  }
}
