/**
 * Keeps guessing slow: failed attempts are limited by account and by address, over restarts.
 *
 * Errors  HttpError 429, which says when to come again.
 * Rules   SPEC.md ID6. An attempt is counted before it is made, so that many at once are not all let through, and
 *         taken back when it succeeds: people who know their password are never kept out by each other.
 */
import { HttpError } from "../lib/http.ts";
import type { World } from "../lib/world.ts";
import type { Ledger } from "./ledger.ts";

/** How many failures under a key are allowed within the window. */
export type Limit = { key: string; most: number };

export class Attempts {
  readonly #ledger: Ledger;
  readonly #world: World;

  constructor(ledger: Ledger, world: World) {
    this.#ledger = ledger;
    this.#world = world;
  }

  /**
   * Makes an attempt. @param isFailure tells a failure by the answer. A step that refuses with an HttpError has failed;
   * one that throws anything else says nothing of the attempt
   */
  async make<T>(limits: Limit[], step: () => Promise<T>, isFailure: (answer: T) => boolean): Promise<T> {
    for (const limit of limits) this.#expectRoom(limit);
    const counted = limits.map(({ key }) => this.#ledger.recordAttempt(key, this.#world.now()));
    const answer = await step().catch((error: unknown) => {
      if (!(error instanceof HttpError)) this.#ledger.forgetAttempts(counted);
      throw error;
    });
    if (!isFailure(answer)) this.#ledger.forgetAttempts(counted);
    return answer;
  }

  /** Makes an attempt that counts whatever becomes of it. */
  async makeCounted<T>(limits: Limit[], step: () => Promise<T>): Promise<T> {
    return await this.make(limits, step, () => true);
  }

  /** Forgets all failures under a key. */
  forget(key: string): void {
    this.#ledger.forgetAllAttempts(key);
  }

  #expectRoom({ key, most }: Limit): void {
    const waitMs = this.#ledger.waitFor(key, most, this.#world.now());
    if (waitMs === 0) return;
    const seconds = Math.ceil(waitMs / 1_000);
    const message = `Too many attempts. Try again in ${Math.ceil(seconds / 60)} min.`;
    throw new HttpError(429, "TOO_MANY_ATTEMPTS", message, { "retry-after": String(seconds) });
  }
}
