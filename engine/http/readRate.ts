import type { WebSocket } from "ws";

/** Frames a connection may send at once, and for how many more it has credit each second. */
const BURST = 1_000;
const PER_SECOND = 250;
/** A large frame counts as one more for each of these. */
const BYTES_OF_ONE = 16 * 1024;
/** Longer, and its pongs would come too late. */
const MAX_PAUSE_MS = 10_000;

/**
 * Keeps one connection from taking the time of all: who sends faster than the rate is read no further until there is
 * credit again. Nothing is lost; TCP makes the sender wait.
 */
export class ReadRate {
  readonly #socket: Pick<WebSocket, "pause" | "resume">;
  readonly #nowMs: () => number;
  #credit = BURST;
  #sinceMs: number;
  #isPaused = false;

  /** @param nowMs monotonic */
  constructor(socket: Pick<WebSocket, "pause" | "resume">, nowMs: () => number) {
    this.#socket = socket;
    this.#nowMs = nowMs;
    this.#sinceMs = nowMs();
  }

  /** Counts a frame that was read. */
  count(bytes: number): void {
    const nowMs = this.#nowMs();
    const earned = ((nowMs - this.#sinceMs) / 1_000) * PER_SECOND;
    this.#credit = Math.min(BURST, this.#credit + earned) - 1 - Math.floor(bytes / BYTES_OF_ONE);
    this.#sinceMs = nowMs;
    if (this.#credit >= 0 || this.#isPaused) return;
    this.#isPaused = true;
    this.#socket.pause();
    const pauseMs = Math.min(MAX_PAUSE_MS, Math.ceil((-this.#credit / PER_SECOND) * 1_000));
    setTimeout(() => this.#resume(), pauseMs).unref();
  }

  #resume(): void {
    this.#isPaused = false;
    this.#socket.resume();
  }
}
