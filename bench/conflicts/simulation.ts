/**
 * How often mutations would meet on Convex, which runs them at once where the engine runs one after the other.
 *
 *   begins: what it reads ── 20 to 50 ms ──▶ validated ── 8 ms ──▶ published
 *                              others commit here: has one of them written what this one has read?
 *
 * Every attempt runs the real function twice on the engine in memory: when it begins, to know what it reads of that
 * moment, and is taken back; and when it commits. One that meets another's commit is tried again, up to four times, after
 * random(0..1) × 100 ms × 2^n, as Convex does; of scheduled functions as often as it takes. Documents get the time at
 * which their mutation began, so that commits come in another order than `_creationTime`.
 *
 * Time is simulated; nothing here measures speed. Not modelled: queues for processors, queries.
 * Source   docs.convex.dev/database/advanced/occ
 */
import { makeFunctionReference } from "convex/server";
import { ConvexError } from "convex/values";
import { identityOf, openDeployment } from "../../convex/testing.setup";
import { CommitClock } from "../../engine/database/clock.ts";
import type { ReadRange, Write } from "../../engine/database/readSet.ts";
import { seededRandom } from "../../engine/lib/world.ts";
import { meets, override, recorded } from "./recording.ts";

const EXECUTION_MS = { least: 20, most: 50 };
const COMMIT_MS = 8;
/** Functions that run at once. */
const PERMITS = 16;
const RETRIES = 4;
/** Commits are remembered for longer than any attempt takes. */
const REMEMBERED_MS = 10_000;

export type Operation = {
  /** The person; their mutations run one after the other. "system" has no identity, and nothing waits for it. Senders have none either. */
  user: string;
  /** As in `messages:create`. */
  path: string;
  args: object;
  /** Called when it is published. */
  whenDone?: (result: unknown) => void;
};

export type Tally = {
  mutations: number;
  /** That met another commit at least once; that were given up, which their person sees as an error. */
  hit: number;
  failed: number;
  /** That their own code refused. */
  refused: number;
  /**
   * That would have been published on Convex although they must not: when they began they were allowed, now they are
   * refused, and none of what they had read has changed.
   */
  astray: number;
  /** Whom they met, and how often. */
  met: Map<string, number>;
};

type Attempt = Operation & {
  arrivedMs: number;
  beganMs: number;
  failures: number;
  reads: ReadRange[];
  wasRefused: boolean;
};
type Commit = { publishedMs: number; writes: Write[]; path: string; ts: number };
type Event = { atMs: number; order: number; run: () => Promise<void> | void };
type Deployment = ReturnType<typeof openDeployment>;
type Inner = Parameters<Parameters<Deployment["run"]>[0]>[0];
type Job = { _id: string; name: string; args: object[]; scheduledTime: number; state: { kind: string } };

const TAKEN_BACK = "taken back";

export class Simulation {
  readonly t: Deployment = openDeployment();
  readonly tallies = new Map<string, Tally>();
  readonly random: () => number;
  readonly #startMs = Date.now();
  readonly #moveClock: (ms: number) => void;
  readonly #queues = new Map<string, Attempt[]>();
  readonly #waiting: Attempt[] = [];
  #events: Event[] = [];
  #commits: Commit[] = [];
  #running = 0;
  #order = 0;
  #clockMs = 0;
  #created = 0;
  /** The newest commit that those who begin now see; none of its own before the first. */
  #publishedTs: number | undefined;
  nowMs = 0;

  /** @param moveClock sets what `Date.now` says */
  constructor(seed: number, moveClock: (ms: number) => void) {
    this.random = seededRandom(seed);
    this.#moveClock = moveClock;
  }

  /** Runs what has been planned, until nothing is left to do. */
  async run(): Promise<void> {
    const restore = override(CommitClock.prototype, "nextCreationTime", () => ({
      value: () => this.#startMs + this.#clockMs + (this.#created++ % 1_000) / 1_024,
    }));
    try {
      for (let event = this.#nextEvent(); event; event = this.#nextEvent()) {
        this.nowMs = event.atMs;
        await event.run();
      }
    } finally {
      restore();
    }
  }

  at(inMs: number, run: Event["run"]): void {
    this.#events.push({ atMs: this.nowMs + inMs, order: this.#order++, run });
  }

  /** So many arrive at random, at a rate. */
  arrive(perSecond: number, count: number, make: (i: number) => Operation): void {
    let atMs = 0;
    for (let i = 0; i < count; i++) {
      atMs += (-Math.log(1 - this.random()) / perSecond) * 1_000;
      this.at(atMs, () => this.send(make(i)));
    }
  }

  send(operation: Operation): void {
    const attempt = {
      ...operation,
      arrivedMs: this.nowMs,
      beganMs: 0,
      failures: 0,
      reads: [],
      wasRefused: false,
    };
    if (operation.user === "system") return this.#enter(attempt);
    const queue = this.#queues.get(operation.user);
    if (queue) return void queue.push(attempt);
    this.#queues.set(operation.user, []);
    this.#enter(attempt);
  }

  #nextEvent(): Event | undefined {
    let first = 0;
    for (let i = 1; i < this.#events.length; i++) {
      const [one, other] = [this.#events[first]!, this.#events[i]!];
      if (other.atMs < one.atMs || (other.atMs === one.atMs && other.order < one.order)) first = i;
    }
    const [event] = this.#events.splice(first, 1);
    return event;
  }

  #enter(attempt: Attempt): void {
    if (this.#running >= PERMITS) return void this.#waiting.push(attempt);
    this.#running++;
    this.at(0, async () => await this.#begin(attempt));
  }

  #setClock(ms: number): void {
    this.#clockMs = ms;
    this.#moveClock(this.#startMs + ms);
  }

  async #begin(attempt: Attempt): Promise<void> {
    attempt.beganMs = this.nowMs;
    this.#setClock(this.nowMs);
    const { path, args, user } = attempt;
    const dry = async () =>
      await this.#as(user)
        .mutation(async (ctx: Inner) => {
          await ctx.runMutation(makeFunctionReference<"mutation">(path), args);
          throw new ConvexError(TAKEN_BACK);
        })
        .catch((error: { data?: unknown }) => {
          attempt.wasRefused = error.data !== TAKEN_BACK;
        });
    const { reads } = await recorded(dry, this.#publishedTs);
    attempt.reads = reads;
    const { least, most } = EXECUTION_MS;
    this.at(least + this.random() * (most - least), async () => await this.#validate(attempt));
  }

  async #validate(attempt: Attempt): Promise<void> {
    this.#running--;
    const next = this.#waiting.shift();
    if (next) this.#enter(next);
    const tally = this.#tallyOf(attempt.path);
    const met = this.#commits.find(
      ({ publishedMs, writes }) => publishedMs > attempt.beganMs && meets(attempt.reads, writes),
    );
    if (met === undefined) return await this.#commit(attempt);
    tally.met.set(met.path, (tally.met.get(met.path) ?? 0) + 1);
    if (attempt.failures === 0) tally.hit++;
    attempt.failures++;
    if (attempt.failures > RETRIES && attempt.user !== "system") {
      tally.failed++;
      return this.#finish(attempt);
    }
    const waitMs = this.random() * 100 * 2 ** Math.min(attempt.failures - 1, RETRIES);
    this.at(Math.max(waitMs, COMMIT_MS), () => this.#enter(attempt));
  }

  async #commit(attempt: Attempt): Promise<void> {
    const { path, args, user } = attempt;
    // A function sees the time at which it began.
    this.#setClock(attempt.beganMs);
    let result: unknown;
    let isRefused = false;
    const { writes, ts } = await recorded(async () => {
      try {
        result = await this.#as(user).mutation(makeFunctionReference<"mutation">(path), args);
      } catch {
        isRefused = true;
      }
    });
    if (isRefused) {
      this.#tallyOf(path).refused++;
      if (!attempt.wasRefused) this.#tallyOf(path).astray++;
      return this.#finish(attempt);
    }
    const publishedMs = this.nowMs + COMMIT_MS;
    this.#commits = this.#commits.filter((commit) => commit.publishedMs > this.nowMs - REMEMBERED_MS);
    this.#commits.push({ publishedMs, writes, path, ts });
    const scheduled = await this.#takeScheduled();
    this.at(COMMIT_MS, () => {
      this.#publishedTs = ts;
      for (const start of scheduled) start();
      this.#finish(attempt);
      attempt.whenDone?.(result);
    });
  }

  /** What the last commit has scheduled, to be started once it is published: it runs here, in simulated time; actions do not. */
  async #takeScheduled(): Promise<(() => void)[]> {
    const jobs = (await this.t.run(async (ctx) => {
      const newest = await ctx.db.system.query("_scheduled_functions").order("desc").take(50);
      const pending = newest.filter(({ state }) => state.kind === "pending");
      for (const { _id } of pending) await ctx.scheduler.cancel(_id);
      return pending;
    })) as unknown as Job[];
    const mutations = jobs.filter(({ name }) => !name.startsWith("outside/"));
    return mutations.map(({ name, args, scheduledTime }) => () => {
      const path = name.replace(/\.js:/, ":");
      const inMs = Math.max(0, scheduledTime - this.#startMs - this.nowMs);
      this.at(inMs, () => this.send({ user: "system", path, args: args[0] ?? {} }));
    });
  }

  #finish(attempt: Attempt): void {
    this.#tallyOf(attempt.path).mutations++;
    const queue = this.#queues.get(attempt.user);
    const next = queue?.shift();
    if (next) this.#enter(next);
    else this.#queues.delete(attempt.user);
  }

  #tallyOf(path: string): Tally {
    const tally = this.tallies.get(path) ?? {
      mutations: 0,
      hit: 0,
      failed: 0,
      refused: 0,
      astray: 0,
      met: new Map(),
    };
    this.tallies.set(path, tally);
    return tally;
  }

  #as(user: string): Pick<Deployment, "mutation"> {
    return user === "system" || user.startsWith("sender") ? this.t : this.t.withIdentity(identityOf(user));
  }
}
