/**
 * Commit positions and creation times. Both only go up, also over a restart with the machine's clock set back.
 *
 * Units   `ts` whole microseconds, a position in the order of commits; creation times are milliseconds with
 *         a fraction, distinct for every document.
 * Rules   SPEC.md DB.
 */
import type { World } from "../lib/world.ts";
import type { Store } from "../storage/store.ts";

const CREATION_STEP_MS = 1 / 1024;

type Saved = { ts: number; creation: number };

export class CommitClock {
  readonly #world: World;
  readonly #store: Store;
  #ts: number;
  #next: number | null = null;
  #readable = 0;
  #creation: number;

  constructor(store: Store, world: World) {
    this.#store = store;
    this.#world = world;
    const saved = store.readMeta<Saved>("clock");
    this.#ts = saved?.ts ?? Math.floor(world.now() * 1000);
    this.#creation = saved?.creation ?? 0;
  }

  /** The position of the last commit. */
  get ts(): number {
    return this.#ts;
  }

  /** The position of the mutation that runs, which it has once it is committed. */
  get next(): number {
    return this.#next ?? this.begin();
  }

  /** Gives the next mutation of the open transaction a position of its own. */
  begin(): number {
    this.#readable = this.#next ?? this.#ts;
    this.#next = Math.max(Math.floor(this.#world.now() * 1000), this.#readable + 1);
    return this.#next;
  }

  /** The newest position that the running function sees: that of the mutation before it. */
  get readable(): number {
    return this.#next === null ? this.#ts : this.#readable;
  }

  /** Takes back the positions of a transaction that was undone. */
  abandon(): void {
    this.#next = null;
  }

  nextCreationTime(): number {
    this.#creation = Math.max(this.#world.now(), this.#creation + CREATION_STEP_MS);
    return this.#creation;
  }

  /** Moves to the last position that was given out and remembers it in the open transaction. */
  advance(): number {
    this.#ts = this.next;
    this.#next = null;
    this.#store.writeMeta("clock", { ts: this.#ts, creation: this.#creation } satisfies Saved);
    return this.#ts;
  }
}
