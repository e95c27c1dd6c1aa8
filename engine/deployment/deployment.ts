/**
 * A running deployment: the database worker, the action workers, files and the timer of the scheduler, put
 * together. It knows nothing of the wire: sessions and routes ask its parts.
 *
 * Rules: SPEC.md EN.
 */
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Log } from "../lib/log.ts";
import { giveBackMemory, whenIdle } from "../lib/memory.ts";
import type { World } from "../lib/world.ts";
import { TokenVerifier, type OwnIssuer } from "../identity/tokens.ts";
import type { AnalyzedFunction, AnalyzedModule } from "../deploy/analysis.ts";
import type { Pushed } from "../deploy/push.ts";
import type { PushedModule } from "../functions/code.ts";
import { RunFigures, together, type FunctionRuns } from "../functions/runFigures.ts";
import { routeOf, type Environments, type MountedComponent } from "../functions/components.ts";
import type { FunctionKind, ModuleSource } from "../functions/modules.ts";
import type { Delivery } from "../functions/liveQueries.ts";
import { canonicalPath, componentOf, parseFunctionPath } from "../functions/paths.ts";
import { answerAction, type ActionHost, type ReadFile } from "../worker/actionAnswers.ts";
import {
  ActionClient,
  writeNodeModules,
  type ActionClientOptions,
  type ServedResponse,
} from "../worker/actionClient.ts";
import type { HttpRequest } from "../worker/actionMessages.ts";
import { DatabaseClient, type StoppedRun } from "../worker/databaseClient.ts";
import { startDurableThread } from "../worker/durableThread.ts";
import { DueTimer } from "./dueTimer.ts";
import { foundFull, onceThereIsSpace, restWhileFull } from "./fullDisk.ts";
import { FunctionLog } from "./functionLog.ts";
import { Orphans } from "./orphans.ts";
import { Snapshots } from "./snapshots.ts";
import { Files } from "../storage/files.ts";
import type { CallResult, LogEntry, WireCall } from "../worker/messages.ts";
import { VectorClient } from "../worker/vectorClient.ts";
import type { DeploymentInfo, EnvironmentChange, Finished, Prepared } from "../worker/operations/map.ts";

export type DeploymentOptions = {
  dataDir: string;
  world: World;
  log: Log;
  ownIssuer: OwnIssuer | null;
  /** Where `"use node"` modules find the project's packages. */
  packages: string;
  functionTimeoutMs: number;
};

/** A run that the database has not counted. `isFound`: there is a function of that name. */
type EndedHere = StoppedRun & Pick<LogEntry, "logLines" | "startMs"> & { isFound: boolean };

const FORGET_REQUESTS_AFTER_MS = 14 * 24 * 60 * 60 * 1000;
const RETIRE_AFTER_MS = 60_000;
/** Memory is given back after this time without calls. */
const IDLE_MS = 10_000;
/** A larger file is not handed to an action, but where it lies. */
const MOST_SENT_BYTES = 1024 * 1024;
const FORGET_EVERY_MS = 10 * 60 * 1000;
/** Answers forgotten in one transaction: so few that callers do not wait for it. */
const FORGET_AT_ONCE = 500;

export class Deployment {
  readonly database: DatabaseClient;
  readonly files: Files;
  readonly snapshots: Snapshots;
  readonly tokens: TokenVerifier;
  readonly functionLog: FunctionLog;
  onRefreshed: (ts: number, deliveries: Delivery[]) => void = () => {};
  hasCode = false;
  readonly #options: DeploymentOptions;
  readonly #vectors: VectorClient;
  /** What runs here has cost: the database counts its own. */
  readonly #figures: RunFigures;
  readonly #orphans: Orphans;
  readonly #due: DueTimer;
  readonly #forgetting: NodeJS.Timeout;
  readonly #stopResting: () => void;
  #isolateActions: ActionClient | null = null;
  #nodeActions: ActionClient | null = null;
  #nodePaths = new Set<string>();
  #components: MountedComponent[] = [];
  readonly #retired = new Set<ActionClient>();
  /** Resolves once there is code to run, if any was pushed: what is due at the start waits for it. */
  readonly #opened = Promise.withResolvers<void>();
  /** Scheduled actions that run now. */
  readonly #runningJobs = new Set<string>();

  private constructor(options: DeploymentOptions) {
    this.#options = options;
    this.files = new Files(join(options.dataDir, "files"));
    this.tokens = new TokenVerifier(options.ownIssuer);
    this.functionLog = new FunctionLog(options.log);
    this.#figures = new RunFigures(() => options.world.monotonic());
    const path = join(options.dataDir, "store.sqlite");
    this.#vectors = new VectorClient(path);
    this.database = new DatabaseClient(
      {
        startThread: (beat) => startDurableThread(path, beat),
        log: options.log,
        functionTimeoutMs: options.functionTimeoutMs,
      },
      {
        refreshed: (ts, deliveries) => this.onRefreshed(ts, deliveries),
        due: (atMs) => this.#due.set(atMs),
        startAction: (action) => void this.#runScheduledAction(action).catch(this.#complain),
        orphans: (hashes) => void this.#orphans.remove(hashes).catch(this.#complain),
        logs: (entries) => this.functionLog.add(entries),
        stopped: (run) => this.#stopped(run),
        firstOperation: () => ({ name: "scheduler.failInterrupted", payload: [...this.#runningJobs] }),
      },
    );
    this.#due = new DueTimer({
      world: options.world,
      run: async () => await this.#runDue().catch(this.#complain),
      sinceLastCallMs: () => performance.now() - this.database.lastCallMs,
    });
    this.#orphans = new Orphans(this.files, this.database);
    this.snapshots = new Snapshots(options.dataDir, this.database, this.#orphans, options.log);
    this.#forgetting = setInterval(() => void this.#forget(), FORGET_EVERY_MS);
    this.#forgetting.unref();
    this.#stopResting = whenIdle(IDLE_MS, () => this.database.lastCallMs, giveBackMemory);
  }

  static async open(options: DeploymentOptions): Promise<Deployment> {
    const deployment = new Deployment(options);
    await Promise.all([deployment.database.ready(), deployment.files.open()]);
    await deployment.snapshots.open();
    await deployment.#takeCode(await deployment.database.operation("info"));
    deployment.#opened.resolve();
    return deployment;
  }

  async close(): Promise<void> {
    clearInterval(this.#forgetting);
    this.#stopResting();
    this.#due.stop();
    const actions = [this.#isolateActions, this.#nodeActions, ...this.#retired];
    await Promise.all([
      this.database.close(),
      this.#vectors.close(),
      ...actions.map((client) => client?.close()),
    ]);
  }

  /** Runs an action to its end. Never rejects. */
  async action(call: WireCall): Promise<CallResult> {
    const { world } = this.#options;
    const [startMs, fromMs] = [world.now(), world.monotonic()];
    const { component, module } = parseFunctionPath(call.path);
    const isNode = component === "" && this.#nodePaths.has(module);
    const client = isNode ? this.#nodeActions : this.#isolateActions;
    let result: CallResult;
    let isFound = false;
    try {
      if (client === null) throw new Error(`Could not find public function for '${call.path}'.`);
      await this.#checkAction(call);
      isFound = true;
      result = await client.run(call);
    } catch (error) {
      result = { ok: false, message: (error as Error).message, data: undefined, logLines: [] };
    }
    const error = result.ok ? null : result.message;
    const durationMs = world.monotonic() - fromMs;
    const { logLines } = result;
    this.#ended({ path: call.path, kind: "action", error, logLines, startMs, durationMs, isFound });
    return result;
  }

  #stopped(run: StoppedRun): void {
    const startMs = this.#options.world.now() - run.durationMs;
    this.#ended({ ...run, logLines: [], startMs, isFound: true });
  }

  #ended({ path, kind, isFound, ...run }: EndedHere): void {
    const { error, durationMs, logLines } = run;
    const isFailed = error !== null;
    const counted = {
      path: kind === "httpAction" ? path : canonicalPath(path),
      kind,
      isFailed,
      durationMs,
      bytesRead: 0,
      bytesWritten: 0,
    };
    if (isFound) this.#figures.ran(counted);
    if (isFailed || logLines.length > 0) this.functionLog.add([{ path, kind, ...run, requestId: "" }]);
  }

  /** What functions have cost: in the database since its thread started, elsewhere since the deployment did. */
  async functionRuns(): Promise<FunctionRuns[]> {
    return together(await this.database.operation("functions.runs"), this.#figures.all());
  }

  /** Null when no route of the app or of a component matches. @throws Error with the message of the action that threw */
  async httpAction(request: HttpRequest, identity: string | null): Promise<ServedResponse | null> {
    const found = routeOf(this.#components, new URL(request.url).pathname);
    const client = this.#isolateActions;
    if (found === null || client === null) return null;
    const { world } = this.#options;
    const [startMs, fromMs] = [world.now(), world.monotonic()];
    const { path, response, error, logLines } = await client.http({ ...request, ...found }, identity);
    const durationMs = world.monotonic() - fromMs;
    this.#ended({ path, kind: "httpAction", error, logLines, startMs, durationMs, isFound: path !== "" });
    if (error !== null) throw new Error(error);
    return response;
  }

  /** The kind of a function of the last push, or null when there is none of that name. */
  async kindOf(path: string): Promise<FunctionKind | null> {
    const found = await this.#analyzed(path);
    return (found?.udfType.toLowerCase() as FunctionKind | undefined) ?? null;
  }

  async #analyzed(path: string): Promise<AnalyzedFunction | undefined> {
    const { component, module, name } = parseFunctionPath(path);
    const spec = await this.database.operation("modules.spec", component);
    return spec?.[module]?.functions.find((candidate) => candidate.name === name);
  }

  async preparePush(pushed: Pushed): Promise<Prepared> {
    const unchanged = await this.#unchangedNodeModules(pushed);
    const nodeSources = [
      ...unchanged,
      ...pushed.app.changedModules
        .filter(({ environment }) => environment === "node")
        .map((source) => ({ ...source, definition: "" })),
    ];
    const nodeAnalysis = nodeSources.length === 0 ? {} : await this.#analyzeNode(nodeSources);
    return await this.database.operation("push.prepare", { pushed, nodeAnalysis });
  }

  async finishPush(): Promise<Finished> {
    const finished = await this.database.operation("push.finish");
    await this.#takeCode(finished.info);
    return finished;
  }

  async updateEnvironment(changes: EnvironmentChange[]): Promise<void> {
    await this.#takeCode(await this.database.operation("environment.update", changes));
  }

  /** Tells functions where the deployment is reached: `CONVEX_CLOUD_URL`, which URLs of files begin with. */
  async setUrl(url: string): Promise<void> {
    const environments = await this.database.operation("url.set", url);
    for (const client of [this.#isolateActions, this.#nodeActions]) client?.setEnvironments(environments);
  }

  async #takeCode({ auth, components, environments, hasCode }: DeploymentInfo): Promise<void> {
    this.tokens.setProviders(auth);
    this.#components = components;
    const sources = await this.database.operation("modules.sources");
    const node = sources.filter((source) => source.environment === "node");
    const isolate = sources.filter((source) => source.environment === "isolate");
    const before = [this.#isolateActions, this.#nodeActions];
    this.#nodePaths = new Set(node.map(({ path }) => path));
    this.#isolateActions = hasCode
      ? this.#startActions({ components, environments, sources: isolate, nodeFolder: null })
      : null;
    this.#nodeActions = node.length > 0 ? await this.#startNodeActions(node, environments, "node") : null;
    this.hasCode = hasCode;
    for (const client of before) if (client !== null) this.#retire(client);
  }

  /** Actions that run go on with the code they started with, for a while. */
  #retire(client: ActionClient): void {
    this.#retired.add(client);
    const end = () => {
      this.#retired.delete(client);
      void client.close();
    };
    setTimeout(end, RETIRE_AFTER_MS).unref();
  }

  #startActions(data: ActionClientOptions["data"]): ActionClient {
    return new ActionClient({
      data,
      answer: async (name, args, caller) => await answerAction(this.#actionHost, name, args, caller),
      log: this.#options.log,
      busyLimitMs: this.#options.functionTimeoutMs,
    });
  }

  async #startNodeActions(
    sources: PushedModule[],
    environments: Environments,
    name: string,
  ): Promise<ActionClient> {
    const nodeFolder = await this.#writeNode(sources, name);
    return this.#startActions({ components: [], environments, sources, nodeFolder });
  }

  async #writeNode(sources: ModuleSource[], name: string): Promise<string> {
    const folder = join(
      this.#options.dataDir,
      "modules",
      `${name}-${process.pid}-${Math.floor(this.#options.world.monotonic())}`,
    );
    await writeNodeModules(folder, sources, this.#options.packages);
    return folder;
  }

  async #analyzeNode(sources: PushedModule[]): Promise<Record<string, AnalyzedModule>> {
    const { environments } = await this.database.operation("info");
    const client = await this.#startNodeActions(sources, environments, "analysis");
    try {
      return await client.analysis();
    } finally {
      await client.close();
    }
  }

  async #unchangedNodeModules({ app }: Pushed): Promise<PushedModule[]> {
    const sources = await this.database.operation("modules.sources");
    return sources.filter(
      ({ path, environment }) =>
        environment === "node" && app.unchangedModuleHashes.some((hash) => hash.path === path),
    );
  }

  /** Checks kind and visibility by the analysis of the push. @throws Error with the caller's message */
  async #checkAction({ path, mayCallInternal }: WireCall): Promise<void> {
    const found = await this.#analyzed(path);
    const isReached = found?.visibility.kind === "public" && componentOf(path) === "";
    if (found === undefined || !(isReached || mayCallInternal)) {
      throw new Error(
        `Could not find public function for '${path}'. Did you forget to run \`npx convex dev\` or \`npx convex deploy\`?`,
      );
    }
    if (found.udfType !== "Action")
      throw new Error(
        `Trying to execute ${path} as an action, but it is defined as a ${found.udfType.toLowerCase()}.`,
      );
  }

  readonly #actionHost: ActionHost = {
    query: async (call) => (await this.database.query(call)).result,
    mutation: async (call) => (await this.database.mutation(call, null)).result,
    action: async (call) => await this.action(call),
    operation: async (name, ...payload) => await this.database.operation(name, ...payload),
    storeBytes: async ({ bytes, contentType, sha256 = null }, component) =>
      await this.storeFile(Readable.from([Buffer.from(bytes)]), contentType, component, sha256),
    searchVectors: async (query, component) => {
      const found = await this.#vectors.search(component, query);
      // The database answers this once everything the search may have read is on disk.
      await this.database.operation("nothing");
      return found;
    },
    readFile: async (storageId, component) => await this.#readFile(storageId, component),
  };

  /** Takes in a file of a component and answers its storage id. @throws DigestError */
  async storeFile(
    content: Readable,
    contentType: string | null,
    component: string,
    expected: string | null = null,
  ): Promise<string> {
    return await this.#orphans.keepDuring(async () => {
      const { sha256, size } = await this.files.save(content, expected);
      const document = { sha256, size, ...(contentType === null ? {} : { contentType }) };
      return await this.database.operation("storage.create", { component, document });
    });
  }

  async #readFile(id: string, component: string): Promise<ReadFile | null> {
    const metadata = await this.database.operation("storage.metadata", { component, id });
    if (metadata === null) return null;
    const { sha256, size, contentType } = metadata;
    if (size > MOST_SENT_BYTES) return { path: this.files.pathOf(sha256), contentType };
    const chunks = (await this.files.read(sha256).toArray()) as Buffer[];
    return { bytes: new Uint8Array(Buffer.concat(chunks)), contentType };
  }

  async #runScheduledAction({ job, path, args }: { job: string; path: string; args: string }): Promise<void> {
    this.#runningJobs.add(job);
    const result = await this.action({
      path,
      args,
      identity: null,
      mayCallInternal: true,
      request: { scheduledFunctionId: job },
    });
    await this.#recordEnd(job, result.ok ? null : result.message);
    this.#runningJobs.delete(job);
  }

  /** Writes down how a job has ended, as soon as the disk takes it. */
  async #recordEnd(job: string, error: string | null): Promise<void> {
    await onceThereIsSpace(async () => await this.database.operation("scheduler.finished", { job, error }));
  }

  /**
   * Runs what is due in one commit. If that fails, runs each job alone, so that a job that loops fails alone. A disk
   * that is full is no job's failure: what finds it so stays due.
   */
  async #runDue(): Promise<void> {
    await this.#opened.promise;
    try {
      await this.database.operation("scheduler.run");
    } catch (error) {
      this.#complain(error as Error);
      let isFull = false;
      for (const job of await this.database.operation("scheduler.dueJobs")) {
        const run = async () => await this.database.operation("scheduler.runJob", job);
        await foundFull(run).then(
          (found) => (isFull ||= found),
          async ({ message }: Error) => await this.#recordEnd(job, message),
        );
      }
      if (isFull) await restWhileFull();
    }
  }

  async #forget(): Promise<void> {
    const beforeTs = (this.#options.world.now() - FORGET_REQUESTS_AFTER_MS) * 1000;
    try {
      for (let forgotten = FORGET_AT_ONCE; forgotten === FORGET_AT_ONCE;)
        forgotten = await this.database.operation("requests.forget", { beforeTs, most: FORGET_AT_ONCE });
      await this.database.operation("scheduler.forgetFinished");
    } catch (error) {
      this.#complain(error as Error);
    }
  }

  #complain = (error: Error): void => this.#options.log("error", "operationFailed", { error: error.message });
}
