/**
 * When scheduled functions run: as soon as they are due; while clients call, those that go on and on rest between runs,
 * so that a client seldom finds the database thread at work on what nobody waits for.
 *
 *   run ████            ████            ████      each is paid for with SHARE times its length (GCRA);
 *       ├─ paid for ───▶├─ paid for ───▶├─        up to ALLOWANCE_MS of that are given in advance
 *
 * Units   Milliseconds; due times since the epoch.
 * Rules   SPEC.md SC.
 */
import type { World } from "../lib/world.ts";

export type DueTimerOptions = {
  world: World;
  /** Runs what is due, a commit of it. When it resolves, or soon after, `set` is called with what is next. */
  run: () => Promise<void>;
  sinceLastCallMs: () => number;
};

/** Clients count as calling for so long after a call. */
const CALLING_MS = 250;
/** Scheduled functions get one part in this many of the thread's time while clients call. */
const SHARE = 16;
/** A few runs, such as the steps of a workflow, follow each other at once. */
const ALLOWANCE_MS = 400;
const MAX_REST_MS = 200;
/** What is so late runs without a rest: there may be more of it than its share is enough for. */
const MAX_LATE_MS = 500;
/** Node's timers overflow beyond this. */
const MAX_TIMER_MS = 2_000_000_000;

export class DueTimer {
  readonly #options: DueTimerOptions;
  #timer: NodeJS.Timeout | undefined;
  #dueMs: number | null = null;
  #isRunning = false;
  #isStopped = false;
  #paidUntilMs = 0;

  constructor(options: DueTimerOptions) {
    this.#options = options;
  }

  /** Forgets what was set before. @param dueMs null for nothing */
  set(dueMs: number | null): void {
    this.#dueMs = dueMs;
    if (!this.#isRunning) this.#start();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #start(): void {
    clearTimeout(this.#timer);
    if (this.#dueMs === null || this.#isStopped) return;
    const earlyMs = this.#dueMs - this.#options.world.now();
    const waitMs = Math.max(0, earlyMs, Math.min(this.#restMs(), earlyMs + MAX_LATE_MS));
    this.#timer = setTimeout(() => void this.#run(), Math.min(waitMs, MAX_TIMER_MS));
  }

  #isCalled(): boolean {
    return this.#options.sinceLastCallMs() < CALLING_MS;
  }

  #restMs(): number {
    return this.#isCalled() ? this.#paidUntilMs - ALLOWANCE_MS - this.#options.world.monotonic() : 0;
  }

  async #run(): Promise<void> {
    const { world, run } = this.#options;
    const startMs = world.monotonic();
    this.#isRunning = true;
    this.#dueMs = null;
    await run();
    const endMs = world.monotonic();
    const paidMs = Math.max(this.#paidUntilMs, startMs) + (endMs - startMs) * SHARE;
    this.#paidUntilMs = this.#isCalled() ? Math.min(paidMs, endMs + ALLOWANCE_MS + MAX_REST_MS) : endMs;
    this.#isRunning = false;
    this.#start();
  }
}
