/**
 * When a server that has ended is started again, and after how long. The launcher asks; tests ask without processes.
 *
 * Rules  engine/SPEC.md WK6. An exit that somebody asked for is the end: a signal to the launcher, or the server's
 *        own clean exit. So is an exit with a code before the server was ever ready: then a person has something to
 *        mend. Every other exit starts the server again, later and later while it goes on crashing.
 */

const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;
/** A server that has run for so long has left its crashes behind. */
const STEADY_MS = 60_000;
/** A server that crashed so often and was never ready will not mend itself. */
const MAX_CRASHES_BEFORE_READY = 3;

export class Keeper {
  #crashes = 0;
  #hasBeenReady = false;

  /** The server says that it serves. */
  ready() {
    this.#hasBeenReady = true;
  }

  /**
   * How many milliseconds to wait before the server is started again; null when it is not to be.
   * @param {{ code: number | null, signal: string | null, isAsked: boolean, ranMs: number }} exit
   */
  afterExit({ code, signal, isAsked, ranMs }) {
    if (isAsked || code === 0) return null;
    const isCrash = signal !== null || (code ?? 0) > 128;
    if (!this.#hasBeenReady && !isCrash) return null;
    this.#crashes = ranMs >= STEADY_MS ? 1 : this.#crashes + 1;
    if (!this.#hasBeenReady && this.#crashes > MAX_CRASHES_BEFORE_READY) return null;
    if (this.#crashes === 1) return 0;
    return Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#crashes - 2));
  }
}
