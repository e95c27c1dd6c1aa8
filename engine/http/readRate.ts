/**
 * How fast the server reads from clients, so that none of them takes the time of all. A client that sends faster is
 * read no further until it has credit again; nothing is lost, since TCP makes it wait.
 *
 * Shapes  Each connection has a token bucket, and so has each caller. A caller is one person, or everybody without
 *         sign-in at one address.
 * Units   Credit is counted in pieces of work: a frame, a query of a query set, a call over HTTP, 16 KiB of a frame.
 * Rules   SPEC.md SY10.
 */
import type { WebSocket } from "ws";

export type Rate = { burst: number; perSecond: number };

const OF_CONNECTION: Rate = { burst: 1_000, perSecond: 250 };
const OF_CALLER: { person: Rate; address: Rate } = {
  person: { burst: 8_000, perSecond: 2_000 },
  address: { burst: 4_000, perSecond: 1_000 },
};
const BYTES_OF_ONE = 16 * 1024;
/** The client's pongs would come too late after a longer pause. */
const MAX_PAUSE_MS = 10_000;
/** Buckets that are full again are forgotten once there are more than this. */
const MAX_BUCKETS = 10_000;

/** A caller: a person by identity, or nobody (null) at an address. */
export type Caller = { identity: string | null; address: string };

/** One name for all connections and calls of a caller. */
export function callerKey({ identity, address }: Caller): string {
  return identity === null ? `address:${address}` : `person:${identity}`;
}

export class Bucket {
  readonly #rate: Rate;
  #credit: number;
  #sinceMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#credit = rate.burst;
    this.#sinceMs = nowMs;
  }

  /** Takes credit, which may become debt, and answers how many milliseconds it takes to earn the debt. */
  take(work: number, nowMs: number): number {
    const { burst, perSecond } = this.#rate;
    const earned = ((nowMs - this.#sinceMs) / 1_000) * perSecond;
    this.#credit = Math.min(burst, this.#credit + earned) - work;
    this.#sinceMs = nowMs;
    return this.#credit >= 0 ? 0 : Math.ceil((-this.#credit / perSecond) * 1_000);
  }

  isFull(nowMs: number): boolean {
    return this.take(0, nowMs) === 0 && this.#credit >= this.#rate.burst;
  }
}

/** The buckets of all callers. */
export class CallerRates {
  readonly #buckets = new Map<string, Bucket>();
  readonly #nowMs: () => number;

  /** @param nowMs monotonic */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** How many callers are kept in mind. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Counts work of a caller, and answers how many milliseconds they must wait before more of it is served. */
  take(caller: Caller, work: number): number {
    const key = callerKey(caller);
    const nowMs = this.#nowMs();
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      if (this.#buckets.size >= MAX_BUCKETS) this.#forgetFull(nowMs);
      bucket = new Bucket(caller.identity === null ? OF_CALLER.address : OF_CALLER.person, nowMs);
      this.#buckets.set(key, bucket);
    }
    return bucket.take(work, nowMs);
  }

  #forgetFull(nowMs: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.isFull(nowMs)) this.#buckets.delete(key);
  }
}

/** Pauses one connection as its own bucket or its caller's demands. */
export class ReadRate {
  readonly #socket: Pick<WebSocket, "pause" | "resume">;
  readonly #nowMs: () => number;
  readonly #takeOfCaller: (work: number) => number;
  readonly #own: Bucket;
  #isPaused = false;

  /**
   * @param nowMs monotonic
   * @param takeOfCaller counts work for the connection's current caller, and answers the caller's wait
   */
  constructor(
    socket: Pick<WebSocket, "pause" | "resume">,
    nowMs: () => number,
    takeOfCaller: (work: number) => number,
  ) {
    this.#socket = socket;
    this.#nowMs = nowMs;
    this.#takeOfCaller = takeOfCaller;
    this.#own = new Bucket(OF_CONNECTION, nowMs());
  }

  /** Counts a frame that was read. */
  countFrame(bytes: number): void {
    this.countWork(1 + Math.floor(bytes / BYTES_OF_ONE));
  }

  countWork(work: number): void {
    const waitMs = Math.max(this.#own.take(work, this.#nowMs()), this.#takeOfCaller(work));
    if (waitMs === 0 || this.#isPaused) return;
    this.#isPaused = true;
    this.#socket.pause();
    setTimeout(() => this.#resume(), Math.min(MAX_PAUSE_MS, waitMs)).unref();
  }

  #resume(): void {
    this.#isPaused = false;
    this.#socket.resume();
  }
}
