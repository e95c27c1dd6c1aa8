/**
 * The queries that clients watch, and what each was last sent.
 *
 * Shapes  A watcher is a number the front chose for one query of one client. A `Delivery` is one result and
 *         all the watchers it is for, so that equal results cross to the front once.
 * Rules   SPEC.md QC. A result equal to the last one sent is not sent again.
 */
import {
  isSameResult,
  type Answer,
  type QueryCache,
  type QueryRequest,
  type QueryResult,
} from "./queryCache.ts";

export type Delivery = { watchers: number[]; result: QueryResult };

export class Watcher {
  readonly id: number;
  request: QueryRequest;
  answer: Answer<Watcher> | null = null;
  sent: QueryResult | null = null;

  constructor(id: number, request: QueryRequest) {
    this.id = id;
    this.request = request;
  }
}

/** Watchers that have no result yet. Groups take turns, so that nobody's many keep the others' few waiting. */
class Newcomers {
  readonly #groups = new Map<string, Set<Watcher>>();
  readonly #groupOf = new Map<Watcher, string>();

  get size(): number {
    return this.#groupOf.size;
  }

  add(watcher: Watcher, group: string): void {
    const watchers = this.#groups.get(group);
    if (watchers === undefined) this.#groups.set(group, new Set([watcher]));
    else watchers.add(watcher);
    this.#groupOf.set(watcher, group);
  }

  delete(watcher: Watcher): void {
    const group = this.#groupOf.get(watcher);
    if (group === undefined) return;
    this.#groupOf.delete(watcher);
    const watchers = this.#groups.get(group);
    watchers?.delete(watcher);
    if (watchers?.size === 0) this.#groups.delete(group);
  }

  take(): Watcher | undefined {
    for (const [group, watchers] of this.#groups) {
      const [watcher] = watchers;
      if (watcher === undefined) return undefined;
      this.delete(watcher);
      if (watchers.size > 0) {
        this.#groups.delete(group);
        this.#groups.set(group, watchers);
      }
      return watcher;
    }
    return undefined;
  }
}

/** Keeps the last result for each watcher. */
function newestOf(deliveries: Delivery[]): Delivery[] {
  const served = new Set<number>();
  const newest: Delivery[] = [];
  for (const { watchers, result } of deliveries.toReversed()) {
    const waiting = watchers.filter((watcher) => !served.has(watcher));
    for (const watcher of waiting) served.add(watcher);
    if (waiting.length > 0) newest.push({ watchers: waiting, result });
  }
  return newest;
}

/** Characters that all results and their arguments may hold before new queries are refused. */
const MAX_LENGTH = 384 * 1024 * 1024;
const TOO_MUCH: QueryResult = {
  ok: false,
  message: "TooMuchWatched: clients watch more than this server can hold. Try again later.",
  data: undefined,
  journal: null,
  logLines: [],
};

export class LiveQueries {
  readonly #cache: QueryCache<Watcher>;
  readonly #maxLength: number;
  readonly #watchers = new Map<number, Watcher>();
  /** Those whose result a commit has touched. */
  readonly #dirty = new Set<Watcher>();
  readonly #newcomers = new Newcomers();
  /** Results of passes that were broken off: in the order in which they were made. */
  #unsent: Delivery[] = [];

  constructor(cache: QueryCache<Watcher>, maxLength = MAX_LENGTH) {
    this.#cache = cache;
    this.#maxLength = maxLength;
  }

  /** @param group of watchers that share their turns: those of one caller */
  subscribe(id: number, request: QueryRequest, group = ""): void {
    const watcher = new Watcher(id, request);
    this.#watchers.set(id, watcher);
    this.#newcomers.add(watcher, group);
  }

  /** Takes a watcher back whose client holds a result already: it is brought up to date with all others. */
  resume(id: number, request: QueryRequest): void {
    const watcher = new Watcher(id, request);
    this.#watchers.set(id, watcher);
    this.#dirty.add(watcher);
  }

  unsubscribe(id: number): void {
    const watcher = this.#watchers.get(id);
    if (watcher === undefined) return;
    if (watcher.answer !== null) this.#cache.unwatch(watcher, watcher.answer);
    this.#watchers.delete(id);
    this.#dirty.delete(watcher);
    this.#newcomers.delete(watcher);
  }

  markDirty(watchers: Iterable<Watcher>): void {
    for (const watcher of watchers)
      if (watcher.answer !== null && this.#watchers.has(watcher.id)) this.#dirty.add(watcher);
  }

  markAllDirty(): void {
    this.markDirty(this.#watchers.values());
  }

  /** Whether there is anything to refresh. */
  get isDirty(): boolean {
    return this.#dirty.size > 0 || this.#newcomers.size > 0;
  }

  /**
   * Brings every dirty watcher up to date, then gives newcomers their first results. `mayGoOn` is asked before each
   * query and may break either off. Answers null while a dirty watcher is left: what was delivered before is of
   * different positions.
   *
   * @param before is told of each query about to run
   */
  async refresh(
    before: (watcher: number) => void,
    mayGoOn: (isNewcomer: boolean) => boolean = () => true,
  ): Promise<Delivery[] | null> {
    const deliveries = new Map<QueryResult, Delivery>();
    for (const watcher of this.#dirty) {
      if (!mayGoOn(false)) break;
      this.#dirty.delete(watcher);
      await this.#answer(watcher, before, deliveries);
    }
    if (this.#dirty.size === 0)
      while (mayGoOn(true)) {
        const watcher = this.#newcomers.take();
        if (watcher === undefined) break;
        await this.#answer(watcher, before, deliveries);
      }
    const isWhole = this.#unsent.length === 0;
    for (const delivery of deliveries.values()) this.#unsent.push(delivery);
    if (this.#dirty.size > 0) return null;
    const all = this.#unsent;
    this.#unsent = [];
    return isWhole ? all : newestOf(all);
  }

  async #answer(
    watcher: Watcher,
    before: (watcher: number) => void,
    deliveries: Map<QueryResult, Delivery>,
  ): Promise<void> {
    before(watcher.id);
    const result = await this.#resultOf(watcher);
    const isKnown = watcher.sent !== null && isSameResult(watcher.sent, result);
    watcher.sent = result;
    if (isKnown) return;
    const delivery = deliveries.get(result);
    if (delivery === undefined) deliveries.set(result, { watchers: [watcher.id], result });
    else delivery.watchers.push(watcher.id);
  }

  async #resultOf(watcher: Watcher): Promise<QueryResult> {
    if (watcher.answer === null && this.#cache.length > this.#maxLength) return TOO_MUCH;
    const answer = await this.#cache.answer(watcher.request, watcher.answer);
    this.#attach(watcher, answer);
    return answer.entry.result;
  }

  #attach(watcher: Watcher, answer: Answer<Watcher>): void {
    if (watcher.answer !== null) this.#cache.unwatch(watcher, watcher.answer);
    watcher.answer = answer;
    this.#cache.watch(watcher, answer);
    const { journal } = answer.entry.result;
    // The page keeps its end from now on.
    if (journal !== watcher.request.journal) watcher.request = { ...watcher.request, journal };
  }
}
