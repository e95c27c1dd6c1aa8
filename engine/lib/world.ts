/**
 * Everything that differs between two runs of the engine: time and chance. Tests inject a fixed one,
 * so that a seed replays a whole history.
 *
 * Units  `now` milliseconds since the epoch, may step back; `monotonic` milliseconds, never steps back.
 */
import { randomFillSync } from "node:crypto";

export type World = {
  now(): number;
  monotonic(): number;
  fillRandom(bytes: Uint8Array): Uint8Array;
};

const systemNow = Date.now;
const systemMonotonic = performance.now.bind(performance);

/** Random bytes are drawn from the system in bulk: one call costs more than the bytes. */
const pool = new Uint8Array(8192);
let poolAt = pool.length;

function fillFromPool(bytes: Uint8Array): Uint8Array {
  if (bytes.length > pool.length / 4) return randomFillSync(bytes);
  if (poolAt + bytes.length > pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  bytes.set(pool.subarray(poolAt, poolAt + bytes.length));
  pool.fill(0, poolAt, poolAt + bytes.length);
  poolAt += bytes.length;
  return bytes;
}

export const systemWorld: World = {
  now: () => systemNow(),
  monotonic: () => systemMonotonic(),
  fillRandom: fillFromPool,
};

/** A generator whose whole sequence follows from a 32-bit seed (mulberry32); numbers in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A world for tests: time stands still until moved, and chance follows the seed. */
export function fixedWorld(seed: number, startMs = 1_700_000_000_000): World & { advance(ms: number): void } {
  const random = seededRandom(seed);
  let nowMs = startMs;
  return {
    now: () => nowMs,
    monotonic: () => nowMs,
    fillRandom: (bytes) => {
      for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(random() * 256);
      return bytes;
    },
    advance: (ms) => {
      nowMs += ms;
    },
  };
}
