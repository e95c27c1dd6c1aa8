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
  cronsOf,
  findViolation,
  preparePush,
  readSources,
  type PendingPush,
  type Pushed,
} from "../deploy/push.ts";
import { authOf, type AnalyzedModule, type AuthProvider } from "../deploy/analysis.ts";
import { checkEnvironment } from "../deploy/definitions.ts";
import { Code } from "../functions/code.ts";
import {
  environmentsOf,
  mountedIn,
  type Environments,
  type MountedComponent,
} from "../functions/components.ts";
import type { Execution } from "../functions/execution.ts";
import type { Executor } from "../functions/executor.ts";
import { componentOf, type Address } from "../functions/paths.ts";
import type { Job, Scheduler } from "../functions/scheduler.ts";
import { commitProblem, isFull } from "../storage/problems.ts";
import { toFunctionError } from "../functions/thrown.ts";
import type { JsonObject } from "../values/json.ts";
import type { DatabaseCounters, LogEntry, Mark, SessionRequest } from "./messages.ts";
import { performImport, SNAPSHOT_OPERATIONS } from "./snapshotOperations.ts";

export type OperationResult = {
  value: unknown;
  writes: Write[];
  isAllNew: boolean;
  actions: { job: string; path: string; args: string }[];
};

export type EnvironmentChange = { name: string; value: string | null };
export type DeploymentInfo = {
  auth: AuthProvider[];
  components: MountedComponent[];
  environments: Environments;
  hasCode: boolean;
};

/** By definition and module. */
type Analysis = Record<string, Record<string, AnalyzedModule>>;

/** What concerns one component: an id is one of its tables'. */
type OfComponent = { component: string; id: string };

const UNCHANGED: OperationResult = { value: null, writes: [], isAllNew: false, actions: [] };

/** Due work that runs in one commit, at most: queries and mutations wait meanwhile. */
const MAX_BATCH_MS = 8;

export class Operations {
  readonly #database: Database;
  readonly #executor: Executor;
  readonly #scheduler: Scheduler;
  readonly #mark: Mark;
  readonly #counters: () => DatabaseCounters;
  readonly #log: (entry: LogEntry) => void;
  #id = 0;
  environment: Record<string, string> = {};
  #pending: PendingPush | null = null;
  #analysis: Analysis | null = null;
  #actions: OperationResult["actions"] = [];
  #isAllNew = false;

  constructor(
    database: Database,
    executor: Executor,
    scheduler: Scheduler,
    mark: Mark,
    log: (entry: LogEntry) => void,
    counters: () => DatabaseCounters,
  ) {
    this.#counters = counters;
    this.#database = database;
    this.#mark = mark;
    this.#executor = executor;
    this.#scheduler = scheduler;
    this.#log = log;
    this.environment = database.store.readMeta<Record<string, string>>("environment") ?? {};
  }

  async loadCode(): Promise<void> {
    const components = mountedIn(this.#database.store);
    const environments = this.#environmentsIn(components);
    this.#executor.code = await Code.load(components, readSources(this.#database), environments);
  }

  #environmentsIn(components: MountedComponent[]): Environments {
    return environmentsOf(components, this.environment, this.#url());
  }

  #url(): string {
    return this.#database.store.readMeta<string>("url") ?? "";
  }

  /** One that has changed something gives its first answer when it is asked for again. */
  async run(name: string, payload: unknown, once: SessionRequest): Promise<OperationResult> {
    const operation = this.#byName[name];
    if (operation === undefined) throw new Error(`There is no operation ${name}.`);
    const { store, catalog, clock } = this.#database;
    const known = store.readRequest(once.session, once.request);
    if (known !== undefined) return { ...UNCHANGED, value: JSON.parse(known.result) as unknown };
    this.#id = once.request;
    this.#actions = [];
    this.#isAllNew = false;
    const tx = new Transaction(this.#database, false);
    store.begin();
    try {
      const value = await operation(tx, payload);
      if (store.hasChanged()) {
        clock.advance();
        store.writeRequest(once.session, once.request, name, JSON.stringify(value ?? null), clock.ts);
      }
      store.commit();
      return { value, writes: tx.writes, isAllNew: this.#isAllNew, actions: this.#actions };
    } catch (error) {
      store.rollback();
      catalog.reload();
      throw isFull(error) ? new Error(commitProblem(error)) : error;
    }
  }

  /** Of these content hashes, those that no document names any more. */
  orphansAmong(hashes: string[]): string[] {
    const { catalog, store } = this.#database;
    const indexes = catalog
      .components()
      .map((component) => catalog.table("_storage", component)!.indexes.get("by_sha256")!);
    return hashes.filter((sha256) => {
      const prefix = `\x15${sha256}`;
      return indexes.every(
        ({ number }) => store.scan(number, prefix, `${prefix}\xff`, "asc", 1).length === 0,
      );
    });
  }

  readonly #byName: Record<string, (tx: Transaction, payload: unknown) => unknown> = {
    info: (): DeploymentInfo => this.#info(),
    metrics: (): DatabaseCounters => this.#counters(),
    nothing: () => null,
    "push.prepare": async (_tx, payload) => {
      const { pushed, nodeAnalysis } = payload as {
        pushed: Pushed;
        nodeAnalysis: Record<string, AnalyzedModule>;
      };
      const surroundings = { environment: this.environment, url: this.#url() };
      this.#mark("loading", this.#id);
      this.#pending = await preparePush(this.#database, pushed, nodeAnalysis, surroundings);
      const { definitions, auth, code } = this.#pending;
      return { definitions, auth, components: code.components, environment: this.environment };
    },
    "push.check": () => (this.#pending === null ? null : findViolation(this.#database, this.#pending)),
    "push.finish": () => this.#finishPush(),
    "modules.sources": () => readSources(this.#database),
    "modules.spec": (_tx, payload) => this.#specOf(payload as string),
    "function.resolve": (_tx, payload) => {
      const { component, address } = payload as { component: string; address: Address };
      return this.#executor.resolve(component, address);
    },
    "function.handle": (_tx, payload) => {
      const { component, address } = payload as { component: string; address: Address };
      return this.#executor.handle(component, address);
    },
    "environment.update": (_tx, payload) => this.#updateEnvironment(payload as EnvironmentChange[]),
    "environment.list": () => Object.entries(this.environment).map(([name, value]) => ({ name, value })),
    "tables.counts": () =>
      this.#database.catalog.components().flatMap((component) =>
        this.#database.catalog.tables(component).map((table) => ({
          component,
          name: table.name,
          count: this.#database.store.countIndex(table.indexes.get("by_creation_time")!.number),
        })),
      ),
    "url.set": (_tx, payload) => {
      const { origin, url } = payload as { origin: string; url: string };
      this.#database.store.writeMeta("origin", origin);
      this.#database.store.writeMeta("url", url);
      const { code } = this.#executor;
      return (code.environments = this.#environmentsIn(code.components));
    },
    "scheduler.run": (tx) => this.#runDue(tx),
    "scheduler.dueJobs": () => this.#scheduler.dueJobs().map(({ id }) => id),
    "scheduler.runJob": async (tx, payload) => {
      const job = this.#scheduler.dueJobs().find(({ id }) => id === payload);
      if (job !== undefined) await this.#runJob(tx, job);
    },
    "scheduler.failInterrupted": (tx, payload) =>
      this.#scheduler.failInterrupted(tx, new Set(payload as string[])),
    "scheduler.finished": (tx, payload) => {
      const { job, error } = payload as { job: string; error: string | null };
      this.#scheduler.markFinished(tx, job, error);
    },
    "action.schedule": (tx, payload) => {
      const { component, path, args, dueMs } = payload as OfComponent & {
        path: string;
        args: JsonObject;
        dueMs: number;
      };
      return this.#executor.effects.schedule(tx.in(component), path, args, dueMs);
    },
    "action.cancel": (tx, payload) => {
      const { component, id } = payload as OfComponent;
      return this.#executor.effects.cancelJob(tx.in(component), id);
    },
    "storage.uploadUrl": (tx, payload) =>
      this.#executor.effects.generateUploadUrl(tx.in((payload as OfComponent).component)),
    "storage.url": (tx, payload) => {
      const { component, id } = payload as OfComponent;
      return this.#executor.effects.storageUrl(tx.in(component), id);
    },
    "storage.metadata": (tx, payload) => {
      const { component, id } = payload as OfComponent;
      return this.#executor.effects.storageMetadata(tx.in(component), id);
    },
    /** A file of whichever component has it. */
    "storage.find": (tx, payload) => {
      const component = this.#database.catalog.tableOfId(payload as string)?.component ?? "";
      return this.#executor.effects.storageMetadata(tx.in(component), payload as string);
    },
    "storage.delete": (tx, payload) => {
      const { component, id } = payload as OfComponent;
      this.#executor.effects.deleteFile(tx.in(component), id);
    },
    "storage.claimUpload": (_tx, payload) => this.#claimUpload(payload as string),
    "storage.create": (tx, payload) => {
      const { component, document } = payload as { component: string; document: JsonObject };
      return tx.in(component).insert("_storage", document);
    },
    "storage.orphansAmong": (_tx, payload) => this.orphansAmong(payload as string[]),
    ...SNAPSHOT_OPERATIONS,
    "import.apply": async (tx, payload) => {
      const removedFiles = await performImport(tx, payload);
      // Every result may be another one now.
      this.#isAllNew = true;
      return removedFiles;
    },
    "requests.forget": (_tx, payload) => this.#database.store.forgetRequests(payload as number),
  };

  #info(): DeploymentInfo {
    const auth = this.#database.store.readMeta<AuthProvider[]>("auth") ?? [];
    const { code } = this.#executor;
    const { components, environments } = code;
    return { auth, components, environments, hasCode: code.app.paths().length > 0 };
  }

  #finishPush() {
    const push = this.#pending;
    if (push === null) throw new Error("There is no push to finish: start again.");
    const changes = applyPush(this.#database, push);
    this.#scheduler.replaceCrons(cronsOf(push));
    this.#executor.code = push.code;
    this.#pending = null;
    this.#analysis = null;
    this.#isAllNew = true;
    return { changes, info: this.#info() };
  }

  async #updateEnvironment(changes: EnvironmentChange[]): Promise<DeploymentInfo> {
    const before = this.environment;
    const after = { ...before };
    for (const { name, value } of changes) {
      if (value === null) delete after[name];
      else after[name] = value;
    }
    checkEnvironment(this.#database.store.readMeta("declaredEnvironment") ?? [], after);
    try {
      this.environment = after;
      // Modules read the environment when they are evaluated, the identity providers among them.
      this.#mark("loading", this.#id);
      await this.loadCode();
      this.#database.store.writeMeta("auth", authOf(this.#executor.code.app));
    } catch (error) {
      this.environment = before;
      await this.loadCode();
      throw error;
    }
    this.#database.store.writeMeta("environment", after);
    this.#isAllNew = true;
    return this.#info();
  }

  /** Whether there is more that is due. */
  async #runDue(tx: Transaction): Promise<boolean> {
    this.#scheduler.enqueueCrons((component, path, args, dueMs) =>
      this.#executor.effects.schedule(tx.in(component), path, args, dueMs),
    );
    const { world } = this.#database;
    const endMs = world.monotonic() + MAX_BATCH_MS;
    for (const job of this.#scheduler.dueJobs()) {
      // One that ran before it may have cancelled it.
      if (this.#scheduler.isOpen(job.id)) await this.#runJob(tx, job);
      if (world.monotonic() > endMs) return true;
    }
    return false;
  }

  async #runJob(tx: Transaction, job: Job): Promise<void> {
    const { path, args } = job.call;
    const kind = this.#kindOf(path);
    if (kind === "action" || kind === "node") {
      this.#scheduler.markStarted(tx, job);
      this.#actions.push({ job: job.id, path, args });
      return;
    }
    this.#mark("job", this.#id);
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
    const observe = (execution: Execution) => ({ logLines } = execution);
    // A transaction of its own for what it may read and write; what it writes is this commit's.
    const own = new Transaction(this.#database, false);
    try {
      await own.nested(() => this.#executor.run("mutation", call, own, undefined, observe));
      for (const write of own.writes) tx.writes.push(write);
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
      return this.#executor.code.function(path).kind;
    } catch {
      return "node";
    }
  }

  /** What the push has found in the modules of a component; null when it is not mounted. */
  #specOf(component: string): Record<string, AnalyzedModule> | null {
    this.#analysis ??= this.#database.store.readMeta<Analysis>("analysis") ?? {};
    const mounted = this.#executor.code.components.find(({ path }) => path === component);
    return (mounted && this.#analysis[mounted.definition]) ?? null;
  }

  /** The component the file will be of, or null when the token is not good. */
  #claimUpload(token: string): string | null {
    const { db } = this.#database.store;
    const now = this.#database.world.now();
    db.prepare("DELETE FROM uploads WHERE expires < ?").run(now);
    const { changes } = db.prepare("DELETE FROM uploads WHERE token = ?").run(token);
    return changes === 1 ? componentOf(token) : null;
  }
}
