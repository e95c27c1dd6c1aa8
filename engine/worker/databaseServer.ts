/**
 * Owns the store: runs queries and mutations one at a time, commits them in groups, keeps every watched query
 * up to date. Knows nothing of threads: its owner passes messages in and out.
 *
 * Shapes  messages.ts. Requests that wait are taken together: their mutations share one commit, and no
 *         mutation is answered before that commit is on disk.
 * Rules   SPEC.md WK.
 */
import type { World } from "../lib/world.ts";
import { Cursors } from "../database/page.ts";
import type { Write } from "../database/readSet.ts";
import { openDatabase, type Database } from "../database/database.ts";
import type { Store } from "../storage/store.ts";
import { Executor } from "../functions/executor.ts";
import { LiveQueries, type Watcher } from "../functions/liveQueries.ts";
import {
  BEAT,
  BEAT_KIND,
  type FromDatabase,
  type Ended,
  type LogEntry,
  type Mark,
  type ToDatabase,
} from "./messages.ts";
import { MutationGroup } from "./mutationGroup.ts";
import { DeployedCode } from "./deployedCode.ts";
import { orphansAmong } from "./operations/files.ts";
import type { DatabaseCounters } from "./operations/map.ts";
import { Operations } from "./operations/operations.ts";
import { QueryCache } from "../functions/queryCache.ts";
import { canonicalPath } from "../functions/paths.ts";
import { RunFigures } from "../functions/runFigures.ts";
import { Scheduler } from "../functions/scheduler.ts";

export type DatabaseServerOptions = {
  store: Store;
  world: World;
  post: (messages: FromDatabase[]) => void;
  /** What has arrived since the last turn of the event loop. */
  more?: () => ToDatabase[];
  /** Called when the last request is served. */
  stop?: () => void;
  /** Where the front's watchdog looks: see BEAT. */
  beat?: Int32Array;
  /** Whether the realm tells when a function looks at clock or chance; else every result is held to have. */
  isClockWatched?: boolean;
};

/** How long queries may run while other requests wait: those of new watchers, and those that a commit has touched. */
const NEWCOMERS_MS = 8;
const DIRTY_MS = 50;
/** So long after the last time that all watchers were up to date, they come before all else. */
const MAX_STALE_MS = 1_000;
/** Mutations of one commit, at most: more would keep the first ones waiting. */
const MAX_GROUP = 64;

export class DatabaseServer {
  readonly #post: DatabaseServerOptions["post"];
  readonly #more: () => ToDatabase[];
  readonly #stop: () => void;
  readonly #beat: Int32Array;
  readonly #database: Database;
  readonly #executor: Executor;
  readonly #cache: QueryCache<Watcher>;
  readonly #live: LiveQueries;
  readonly #group: MutationGroup;
  readonly #scheduler: Scheduler;
  readonly #figures: RunFigures;
  readonly #deployed: DeployedCode;
  readonly #operations: Operations;
  readonly #commitListeners = new Set<(writes: Write[]) => void>();
  #inbox: ToDatabase[] = [];
  #outbox: FromDatabase[] = [];
  #isWorking = false;
  #hasStopped = false;
  #logs: LogEntry[] = [];
  #announcedDueMs: number | null = null;
  #announcedFull = false;
  #commits = 0;
  /** When all watchers were last up to date, by the monotonic clock. */
  #freshAtMs = 0;
  readonly #outcomes = { mutations: 0, failedMutations: 0 };

  constructor({ store, world, post, more, stop, beat, isClockWatched = true }: DatabaseServerOptions) {
    this.#post = post;
    this.#more = more ?? (() => []);
    this.#stop = stop ?? (() => {});
    this.#beat = beat ?? new Int32Array(BEAT.LENGTH);
    const database = openDatabase(store, world);
    this.#database = database;
    this.#executor = new Executor(database, new Cursors(secretOf(database)), isClockWatched);
    this.#cache = new QueryCache(database, this.#executor);
    this.#live = new LiveQueries(this.#cache);
    this.#scheduler = new Scheduler(database);
    this.#figures = new RunFigures(() => world.monotonic());
    this.#group = new MutationGroup(database, this.#executor, this.#mark, this.#ended);
    this.#deployed = new DeployedCode(database, this.#executor);
    this.#operations = new Operations({
      database,
      executor: this.#executor,
      scheduler: this.#scheduler,
      deployed: this.#deployed,
      mark: this.#mark,
      ended: this.#ended,
      figures: this.#figures,
      counters: () => this.#counters(),
      commits: this.#commitListeners,
    });
    this.#cache.onRun = (path, result, durationMs, usage) => {
      const { ok: isOk, logLines } = result;
      const error = isOk ? null : result.message;
      const startMs = world.now() - durationMs;
      this.#ended({ path, kind: "query", error, logLines, startMs, durationMs, requestId: "", usage });
    };
    this.#cache.onKnown = (path) => this.#figures.knew(path);
  }

  get executor(): Executor {
    return this.#executor;
  }

  /** Loads the code that was pushed last, and keeps a position: what is read now is never newer than after a restart. */
  async start(): Promise<void> {
    await this.#deployed.load();
    const { store, clock } = this.#database;
    store.begin();
    clock.advance();
    store.commit();
    this.#say({ type: "ready" });
    this.#announceDue();
    this.#send();
  }

  /** Forgets results that nobody watches. */
  forgetUnwatched(): void {
    this.#cache.forgetUnwatched();
  }

  receive(batch: ToDatabase[]): void {
    this.#inbox.push(...batch);
    if (!this.#isWorking) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    while (!this.#hasStopped && (this.#inbox.length > 0 || this.#takeMore() || this.#live.isDirty)) {
      const requests = this.#inbox;
      this.#inbox = [];
      await this.#serve(requests);
    }
    this.#isWorking = false;
  }

  /** Takes what has arrived while we were busy; without this it would wait for a turn of the event loop. */
  #takeMore(): boolean {
    this.#inbox.push(...this.#more());
    return this.#inbox.length > 0;
  }

  async #serve(requests: ToDatabase[]): Promise<void> {
    for (let at = 0; at < requests.length;) {
      this.#send();
      const request = requests[at]!;
      if (request.type === "mutation") {
        let end = at + 1;
        while (end < requests.length && requests[end]!.type === "mutation" && end - at < MAX_GROUP) end++;
        await this.#commit(requests.slice(at, end) as Extract<ToDatabase, { type: "mutation" }>[]);
        at = end;
        continue;
      }
      if (request.type === "stop") {
        this.#hasStopped = true;
        return this.#stop();
      }
      await this.#serveOne(request);
      at++;
    }
    await this.#refresh();
  }

  async #serveOne(request: Exclude<ToDatabase, { type: "mutation" | "stop" }>): Promise<void> {
    switch (request.type) {
      case "subscribe":
        return this.#subscribe(request);
      case "unsubscribe":
        for (const watcher of request.watchers) this.#live.unsubscribe(watcher);
        return;
      case "query":
        return await this.#answer(request);
      case "operation":
        return await this.#operate(request);
      default:
        request satisfies never;
    }
  }

  #subscribe({ watcher, call, journal, isAgain }: Extract<ToDatabase, { type: "subscribe" }>): void {
    const query = { ...call, journal };
    if (isAgain) this.#live.resume(watcher, query);
    else this.#live.subscribe(watcher, query, call.identity ?? JSON.stringify(call.request?.ip));
  }

  async #commit(requests: Extract<ToDatabase, { type: "mutation" }>[]): Promise<void> {
    const { results, writes } = await this.#group.run(requests);
    this.#rest();
    this.#commits++;
    for (const { result } of results) this.#outcomes[result.ok ? "mutations" : "failedMutations"]++;
    this.#announceDisk();
    this.#say({ type: "committed", mutations: results });
    this.#invalidate(writes);
    if (this.#executor.effects.hasScheduled) this.#announceDue();
    this.#announceOrphans();
  }

  async #answer({ id, call }: Extract<ToDatabase, { type: "query" }>): Promise<void> {
    this.#mark("query", id);
    const { entry } = await this.#cache.answer({ ...call, journal: null });
    this.#rest();
    const { result } = entry;
    const answered = result.ok
      ? { ok: true as const, json: result.json, logLines: result.logLines }
      : { ok: false as const, message: result.message, data: result.data, logLines: result.logLines };
    this.#say({ type: "answered", id, result: answered, ts: this.#database.clock.ts });
  }

  async #operate(request: Extract<ToDatabase, { type: "operation" }>): Promise<void> {
    const { id, name, once } = request;
    try {
      const { value, writes, isAllNew, actions } = await this.#operations.run(request, once);
      for (const action of actions) this.#say({ type: "startAction", ...action });
      if (isAllNew) {
        this.#cache.clear();
        this.#live.markAllDirty();
      }
      this.#invalidate(writes);
      this.#announceDisk();
      this.#say({ type: "operated", id, ok: true, value });
    } catch (error) {
      this.#announceDisk();
      this.#say({ type: "operated", id, ok: false, message: (error as Error).message });
    }
    this.#rest();
    // The front's timer is spent: it needs the next time even when that is the one it had.
    if (name.startsWith("scheduler.run")) this.#announcedDueMs = null;
    this.#announceDue();
    this.#announceOrphans();
  }

  /** Counts a run, and keeps for the log what failed or wrote to it. */
  #ended = ({ usage, ...entry }: Ended): void => {
    const { kind, error, durationMs, logLines } = entry;
    const isFailed = error !== null;
    if (usage !== null)
      this.#figures.ran({ path: canonicalPath(entry.path), kind, isFailed, durationMs, ...bytesOf(usage) });
    if (isFailed || logLines.length > 0) this.#logs.push(entry);
  };

  #counters(): DatabaseCounters {
    return {
      ...this.#outcomes,
      commits: this.#commits,
      queryRuns: this.#cache.runs,
      cachedResults: this.#cache.size,
      pendingJobs: this.#scheduler.pendingCount(),
      oldestDueMs: this.#scheduler.oldestDueMs(),
      storeBytes: this.#database.store.size(),
    };
  }

  #invalidate(writes: Write[]): void {
    this.#live.markDirty(this.#cache.invalidate(writes));
    for (const tell of this.#commitListeners) tell(writes);
  }

  async #refresh(): Promise<void> {
    if (this.#live.isDirty) this.#send();
    const { world } = this.#database;
    const startMs = world.monotonic();
    const isStale = startMs - this.#freshAtMs > MAX_STALE_MS;
    const mayGoOn = (isNewcomer: boolean) => {
      const budgetMs = isNewcomer ? NEWCOMERS_MS : isStale ? Infinity : DIRTY_MS;
      return world.monotonic() - startMs < budgetMs || !(this.#inbox.length > 0 || this.#takeMore());
    };
    const deliveries = await this.#live.refresh((watcher) => this.#mark("watcher", watcher), mayGoOn);
    this.#rest();
    if (deliveries !== null) {
      this.#freshAtMs = world.monotonic();
      this.#say({ type: "refreshed", ts: this.#database.clock.ts, deliveries });
    }
    if (this.#logs.length > 0) this.#say({ type: "logs", entries: this.#logs });
    this.#logs = [];
    this.#send();
  }

  #say(message: FromDatabase): void {
    this.#outbox.push(message);
  }

  /** Called before anything runs that may take a while. */
  #send(): void {
    if (this.#outbox.length > 0) this.#post(this.#outbox);
    this.#outbox = [];
  }

  /** Tells the front's watchdog what runs now. */
  #mark: Mark = (kind, id) => {
    Atomics.add(this.#beat, BEAT.RUN, 1);
    Atomics.store(this.#beat, BEAT.KIND, BEAT_KIND[kind]);
    Atomics.store(this.#beat, BEAT.ID, id);
    Atomics.store(this.#beat, BEAT.BUSY, 1);
  };

  #rest(): void {
    Atomics.store(this.#beat, BEAT.BUSY, 0);
  }

  #announceDue(): void {
    this.#executor.effects.hasScheduled = false;
    const atMs = this.#scheduler.nextDueMs();
    if (atMs === this.#announcedDueMs) return;
    this.#announcedDueMs = atMs;
    this.#say({ type: "due", atMs });
  }

  #announceDisk(): void {
    const isFull = this.#database.store.isDiskFull;
    if (isFull === this.#announcedFull) return;
    this.#announcedFull = isFull;
    this.#say({ type: "disk", isFull });
  }

  #announceOrphans(): void {
    const { orphanCandidates } = this.#executor.effects;
    if (orphanCandidates.size === 0) return;
    const sha256 = orphansAmong(this.#database, [...orphanCandidates]);
    orphanCandidates.clear();
    if (sha256.length > 0) this.#say({ type: "orphans", sha256 });
  }
}

const bytesOf = ({ bytesRead, bytesWritten }: NonNullable<Ended["usage"]>) => ({ bytesRead, bytesWritten });

/** The key that signs cursors: made once, kept in the store. */
function secretOf({ store, world }: Database): string {
  const known = store.readMeta<string>("cursorSecret");
  if (known !== null) return known;
  const secret = Buffer.from(world.fillRandom(new Uint8Array(32))).toString("base64");
  store.writeMeta("cursorSecret", secret);
  return secret;
}
