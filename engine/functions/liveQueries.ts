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

export class LiveQueries {
  readonly #cache: QueryCache<Watcher>;
  readonly #watchers = new Map<number, Watcher>();
  readonly #dirty = new Set<Watcher>();

  constructor(cache: QueryCache<Watcher>) {
    this.#cache = cache;
  }

  subscribe(id: number, request: QueryRequest): void {
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
  }

  markDirty(watchers: Iterable<Watcher>): void {
    for (const watcher of watchers) if (this.#watchers.has(watcher.id)) this.#dirty.add(watcher);
  }

  markAllDirty(): void {
    this.markDirty(this.#watchers.values());
  }

  get isDirty(): boolean {
    return this.#dirty.size > 0;
  }

  /** Brings every dirty watcher up to date; `before` is told of each query about to run. */
  async refresh(before: (watcher: number) => void): Promise<Delivery[]> {
    const deliveries = new Map<QueryResult, Delivery>();
    for (const watcher of this.#dirty) {
      before(watcher.id);
      const answer = await this.#cache.answer(watcher.request, watcher.answer);
      this.#attach(watcher, answer);
      const { result } = answer.entry;
      const isKnown = watcher.sent !== null && isSameResult(watcher.sent, result);
      watcher.sent = result;
      if (isKnown) continue;
      const delivery = deliveries.get(result);
      if (delivery === undefined) deliveries.set(result, { watchers: [watcher.id], result });
      else delivery.watchers.push(watcher.id);
    }
    this.#dirty.clear();
    return [...deliveries.values()];
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
