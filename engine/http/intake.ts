/**
 * Bounds the memory that clients make the server hold at one time: parts of frames that are not complete, and the
 * bodies of requests from their first byte until they are answered.
 *
 * Units   Bytes.
 * Rules   SPEC.md HT11. One address has a share of the whole, so that a stranger takes nobody else's room.
 */
export type IntakeLimits = { all: number; perAddress: number };

const MIB = 1024 * 1024;
const LIMITS: IntakeLimits = { all: 384 * MIB, perAddress: 96 * MIB };

/** What one request or connection holds. */
export type Hold = {
  /** Says how many bytes it holds now; false when there is no room for them. */
  set(bytes: number): boolean;
  release(): void;
};

export class Intake {
  readonly #limits: IntakeLimits;
  readonly #byAddress = new Map<string, number>();
  #all = 0;

  constructor(limits: IntakeLimits = LIMITS) {
    this.#limits = limits;
  }

  /** How many bytes are held in all. */
  get held(): number {
    return this.#all;
  }

  open(address: string): Hold {
    let held = 0;
    const move = (bytes: number) => {
      const ofAddress = (this.#byAddress.get(address) ?? 0) + bytes - held;
      this.#all += bytes - held;
      held = bytes;
      if (ofAddress === 0) this.#byAddress.delete(address);
      else this.#byAddress.set(address, ofAddress);
      return ofAddress;
    };
    return {
      set: (bytes) => {
        const isMore = bytes > held;
        const ofAddress = move(bytes);
        return !isMore || (ofAddress <= this.#limits.perAddress && this.#all <= this.#limits.all);
      },
      release: () => void move(0),
    };
  }
}
