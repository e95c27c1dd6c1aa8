/**
 * Results of queries, kept as long as no commit touches what they read, and shared between callers who may
 * see the same.
 *
 * Shapes  A result that never looked at the caller is everybody's. One that only asked nested queries about
 *         the caller is shared with whoever gets the same answers from them (its "guards"): the function
 *         does not run again. One that looked at the caller itself is that caller's alone; one that looked
 *         at the clock or chance is nobody else's.
 * Rules   SPEC.md QC.
 */
import { RangeIndex, type KeptRange, type Write } from "../database/readSet.ts";
import type { Usage } from "../database/limits.ts";
import { Transaction } from "../database/transaction.ts";
import type { Database } from "../database/database.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { AnswerTree } from "./answerTree.ts";
import type { Execution, Identity, IdentityCall } from "./execution.ts";
import type { Executor } from "./executor.ts";
import { canonicalPath } from "./paths.ts";
import { toFunctionError } from "./thrown.ts";

export type QueryRequest = {
  path: string;
  args: string;
  journal: string | null;
  identity: Identity;
  mayCallInternal: boolean;
  request?: JsonObject | undefined;
};

/** What a watcher is sent. */
export type QueryResult = { journal: string | null; logLines: string[] } & (
  | { ok: true; json: string }
  | { ok: false; message: string; data: Json | undefined }
);

/** The value or the error, as a text: no JSON begins like that of an error. */
function contentOf(result: QueryResult): string {
  return result.ok ? result.json : `!${result.message}\n${JSON.stringify(result.data ?? null)}`;
}

/** Whether a watcher that has one of them need not be sent the other. */
export function isSameResult(a: QueryResult, b: QueryResult): boolean {
  return a === b || (a.journal === b.journal && contentOf(a) === contentOf(b));
}

export class CachedQuery<Dependent> {
  readonly key: string;
  readonly path: string;
  readonly result: QueryResult;
  readonly reads: readonly KeptRange[];
  readonly saw: Execution["saw"];
  readonly identity: Identity;
  readonly identityCalls: IdentityCall[];
  readonly guards: CachedQuery<Dependent>[];
  readonly usage: Execution["tx"]["usage"];
  readonly dependents = new Set<Dependent>();
  /** Characters that it holds. */
  readonly length: number;
  isValid = true;

  constructor(key: string, path: string, identity: Identity, result: QueryResult, execution: Ran<Dependent>) {
    this.key = key;
    this.path = path;
    this.identity = identity;
    this.result = result;
    this.length = key.length + (result.ok ? result.json.length : result.message.length);
    this.reads = execution.tx.reads.ranges();
    this.saw = execution.saw;
    this.identityCalls = execution.identityCalls;
    this.guards = execution.guards;
    this.usage = execution.tx.usage;
  }

  /** Whether anybody else, or the same caller at another time, may be given it. */
  get isReusable(): boolean {
    return !this.saw.clock && !this.saw.chance;
  }

  get dependsOnCaller(): boolean {
    return this.saw.identity || this.identityCalls.length > 0;
  }
}

type Ran<Dependent> = Pick<Execution, "tx" | "saw" | "identityCalls"> & { guards: CachedQuery<Dependent>[] };
export type Answer<Dependent> = { entry: CachedQuery<Dependent>; guards: CachedQuery<Dependent>[] };

const MAX_UNWATCHED = 4_000;
/** Characters of results and keys that nobody watches. */
const MAX_UNWATCHED_LENGTH = 64 * 1024 * 1024;

export class QueryCache<Dependent> {
  readonly #database: Database;
  readonly #executor: Executor;
  /** Results for who gets the same answers from the guards, by request. */
  readonly #shared = new Map<string, AnswerTree<CachedQuery<Dependent>>>();
  /** Results for one caller alone, by request and caller. */
  readonly #own = new Map<string, CachedQuery<Dependent>>();
  readonly #ranges = new RangeIndex<CachedQuery<Dependent>>();
  readonly #guardsOf = new WeakMap<Execution, CachedQuery<Dependent>[]>();
  /** A watcher asks with the same request again and again. */
  readonly #keys = new WeakMap<QueryRequest, string>();
  /** Oldest first: what may go when there is too much that nobody watches. */
  readonly #unwatched = new Set<CachedQuery<Dependent>>();
  #unwatchedLength = 0;
  readonly #maxUnwatchedLength: number;
  /** Characters of all results that are kept. */
  length = 0;
  /** Told of every run, with what it used: null where there was nothing to run. */
  onRun: (path: string, result: QueryResult, durationMs: number, usage: Usage | null) => void = () => {};
  /** Told of every answer for which nothing ran. */
  onKnown: (path: string) => void = () => {};
  /** How many times a function has run: the measure of what sharing saves. */
  runs = 0;

  constructor(database: Database, executor: Executor, maxUnwatchedLength = MAX_UNWATCHED_LENGTH) {
    this.#database = database;
    this.#executor = executor;
    this.#maxUnwatchedLength = maxUnwatchedLength;
    executor.nestedQueries = this.#answerNested;
  }

  /** How many results are kept. */
  get size(): number {
    return this.#ranges.ownerCount;
  }

  /** @param before what the same caller was last answered to the same request */
  async answer(request: QueryRequest, before?: Answer<Dependent> | null): Promise<Answer<Dependent>> {
    const key = this.#keyOf(request);
    const own = this.#own.get(ownKey(key, request.identity));
    if (own?.guards.every(({ isValid }) => isValid)) return this.#known({ entry: own, guards: own.guards });
    const tree = this.#shared.get(key);
    const shared = tree && (answerKnown(tree, before) ?? (await this.#askedAnswer(tree, request.identity)));
    if (shared?.entry.isValid) return this.#known(shared);
    const entry = await this.#run(key, request);
    return { entry, guards: entry.guards };
  }

  #known(answer: Answer<Dependent>): Answer<Dependent> {
    this.onKnown(answer.entry.path);
    return answer;
  }

  /** Forgets the results that the writes touch, and answers who depends on them. */
  invalidate(writes: Write[]): Set<Dependent> {
    const dirty = new Set<Dependent>();
    for (const entry of this.#ranges.touchedBy(writes)) {
      for (const dependent of entry.dependents) dirty.add(dependent);
      this.#forget(entry);
    }
    return dirty;
  }

  /** Forgets everything: the code or the environment has changed. */
  clear(): void {
    for (const entry of this.#ranges.owners()) if (entry.isReusable) this.#forget(entry);
  }

  /** Forgets what nobody watches. */
  forgetUnwatched(): void {
    for (const entry of this.#unwatched) this.#forget(entry);
  }

  watch(dependent: Dependent, { entry, guards }: Answer<Dependent>): void {
    for (const part of [entry, ...guards]) {
      if (part.dependents.size === 0 && !part.isReusable) this.#hold(part);
      part.dependents.add(dependent);
      this.#markWatched(part);
    }
  }

  unwatch(dependent: Dependent, { entry, guards }: Answer<Dependent>): void {
    for (const part of [entry, ...guards]) {
      part.dependents.delete(dependent);
      if (part.dependents.size > 0 || !part.isValid) continue;
      if (part.isReusable) this.#markUnwatched(part);
      else this.#forget(part);
    }
    this.#trim();
  }

  #keyOf(request: QueryRequest): string {
    let key = this.#keys.get(request);
    if (key === undefined) this.#keys.set(request, (key = keyOf(request)));
    return key;
  }

  /** The result of those to whom the guards answer the same as to `identity`. */
  async #askedAnswer(
    tree: AnswerTree<CachedQuery<Dependent>>,
    identity: Identity,
  ): Promise<Answer<Dependent> | null> {
    const guards: CachedQuery<Dependent>[] = [];
    const entry = await tree.find(async (question) => {
      const answer = await this.answer({ ...question, journal: null, identity, mayCallInternal: true });
      guards.push(answer.entry, ...answer.guards);
      return contentOf(answer.entry.result);
    });
    return entry && { entry, guards };
  }

  async #run(key: string, request: QueryRequest): Promise<CachedQuery<Dependent>> {
    this.runs++;
    const path = canonicalPath(request.path);
    const startMs = this.#database.world.monotonic();
    let isFound = false;
    const tx = new Transaction(this.#database);
    const journal = { endCursor: request.journal };
    const guards: CachedQuery<Dependent>[] = [];
    let saw: Execution["saw"] = { identity: false, clock: false, chance: false };
    let identityCalls: IdentityCall[] = [];
    const logLines: string[] = [];
    const observe = (execution: Execution) => {
      isFound = true;
      ({ saw, identityCalls } = execution);
      execution.logLines = logLines;
      this.#guardsOf.set(execution, guards);
    };
    let result: QueryResult;
    try {
      const { json } = await this.#executor.run("query", request, tx, journal, observe);
      result = { ok: true, json, journal: journal.endCursor, logLines };
    } catch (thrown) {
      const { message, data } = toFunctionError(thrown);
      result = { ok: false, message, data, journal: request.journal, logLines };
    }
    this.onRun(path, result, this.#database.world.monotonic() - startMs, isFound ? tx.usage : null);
    const group = saw.identity ? ownKey(key, request.identity) : key;
    const entry = new CachedQuery(group, path, request.identity, result, { tx, saw, identityCalls, guards });
    if (entry.isReusable) this.#keep(entry);
    return entry;
  }

  #answerNested = async (parent: Execution, path: string, args: string): Promise<string> => {
    const { identity } = parent;
    const { entry, guards } = await this.answer({
      path,
      args,
      journal: null,
      identity,
      mayCallInternal: true,
    });
    const { result } = entry;
    parent.saw.clock ||= entry.saw.clock;
    parent.saw.chance ||= entry.saw.chance;
    parent.tx.usage.add(entry.usage);
    if (entry.dependsOnCaller && parent.tx.component === "") {
      parent.identityCalls.push({ path, args, result: contentOf(result) });
      this.#guardsOf.get(parent)?.push(entry, ...guards);
    } else {
      // A component never sees a caller.
      for (const part of [entry, ...guards]) parent.tx.reads.addAll(part.reads);
    }
    if (result.ok) return result.json;
    throw Object.assign(new Error(result.message), result.data === undefined ? {} : { data: result.data });
  };

  #keep(entry: CachedQuery<Dependent>): void {
    if (entry.saw.identity) this.#own.set(entry.key, entry);
    else this.#treeOf(entry.key).set(entry);
    this.#hold(entry);
    this.#markUnwatched(entry);
    this.#trim();
  }

  #treeOf(key: string): AnswerTree<CachedQuery<Dependent>> {
    let tree = this.#shared.get(key);
    if (tree === undefined) this.#shared.set(key, (tree = new AnswerTree()));
    return tree;
  }

  #hold(entry: CachedQuery<Dependent>): void {
    this.#ranges.add(entry, entry.reads);
    this.length += entry.length;
  }

  #markUnwatched(entry: CachedQuery<Dependent>): void {
    if (this.#unwatched.has(entry)) return;
    this.#unwatched.add(entry);
    this.#unwatchedLength += entry.length;
  }

  #markWatched(entry: CachedQuery<Dependent>): void {
    if (this.#unwatched.delete(entry)) this.#unwatchedLength -= entry.length;
  }

  #forget(entry: CachedQuery<Dependent>): void {
    if (this.#ranges.remove(entry)) this.length -= entry.length;
    entry.isValid = false;
    this.#markWatched(entry);
    if (this.#own.get(entry.key) === entry) this.#own.delete(entry.key);
    const tree = this.#shared.get(entry.key);
    tree?.delete(entry);
    if (tree?.isEmpty) this.#shared.delete(entry.key);
  }

  #trim(): void {
    for (const entry of this.#unwatched) {
      if (this.#unwatched.size <= MAX_UNWATCHED && this.#unwatchedLength <= this.#maxUnwatchedLength) return;
      this.#forget(entry);
    }
  }
}

/** What somebody is answered whose guards hold: nobody is asked again. */
function answerKnown<Dependent>(
  tree: AnswerTree<CachedQuery<Dependent>>,
  before: Answer<Dependent> | null | undefined,
): Answer<Dependent> | null {
  if (!before || before.entry.saw.identity || !before.guards.every(({ isValid }) => isValid)) return null;
  const entry = tree.get(before.entry.identityCalls);
  return entry && { entry, guards: before.guards };
}

/** Where the results lie that are one caller's alone. */
function ownKey(key: string, identity: Identity): string {
  return `${key}\n${identity ?? ""}`;
}

/** `paginationOpts.id` is a counter of the client's own and never changes an answer. */
function keyOf({ path, args, journal, mayCallInternal }: QueryRequest): string {
  const named = args.includes('"paginationOpts"') ? args.replace(/"id":\d+(?=[,}])/, '"id":0') : args;
  return `${canonicalPath(path)}\n${named}\n${journal ?? ""}\n${mayCallInternal ? "internal" : "public"}`;
}
