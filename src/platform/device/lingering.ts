/**
 * Subscriptions that go on for a while when their page is left: who comes back to a channel finds it as it is by then, and
 * asks nothing.
 */
import { LEFT_PAGE_MS } from "@convex/shared/time";

/** So many go on at most: those of about three channels. */
const MOST = 48;

type One = { stop: () => void; timer: ReturnType<typeof setTimeout> };

export class Lingering {
  /** By what they ask for; what was left last comes last. */
  readonly #left = new Map<string, One>();

  /** Calls `stop` when it is over. */
  add(key: string, stop: () => void): void {
    const former = this.#left.get(key);
    this.#left.delete(key);
    this.#left.set(key, { stop, timer: setTimeout(() => this.#end(key), LEFT_PAGE_MS) });
    if (former) end(former);
    if (this.#left.size > MOST) this.#end([...this.#left.keys()][0]!);
  }

  /** Ends all of them. */
  clear(): void {
    for (const key of this.#left.keys()) this.#end(key);
  }

  #end(key: string): void {
    const one = this.#left.get(key)!;
    this.#left.delete(key);
    end(one);
  }
}

function end({ stop, timer }: One): void {
  clearTimeout(timer);
  stop();
}
