/**
 * How far the store's log is on disk, shared by the thread that commits and the one that flushes.
 *
 * Units   Flushes are numbered as they are asked for. What was written before one was asked for is on disk
 *         once that one, or any later one, is done.
 */
const ASKED = 0;
const DONE = 1;
const END = -1n;

export class Flushes {
  /** The memory by which another thread shares this state. */
  readonly shared: SharedArrayBuffer;
  readonly #numbers: BigInt64Array;

  constructor(shared = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#numbers = new BigInt64Array(shared);
  }

  /** The last one asked for. */
  get asked(): bigint {
    return Atomics.load(this.#numbers, ASKED);
  }

  get done(): bigint {
    return Atomics.load(this.#numbers, DONE);
  }

  ask(): void {
    Atomics.add(this.#numbers, ASKED, 1n);
    Atomics.notify(this.#numbers, ASKED);
  }

  /** Lets `next` answer null. */
  end(): void {
    Atomics.store(this.#numbers, ASKED, END);
    Atomics.notify(this.#numbers, ASKED);
  }

  /** Blocks the thread until there is more to flush; answers the last one asked for, or null after `end`. */
  next(): bigint | null {
    Atomics.wait(this.#numbers, ASKED, this.done);
    const { asked } = this;
    return asked === END ? null : asked;
  }

  /** Must be called after the disk has said so. */
  finish(asked: bigint): void {
    Atomics.store(this.#numbers, DONE, asked);
  }
}
