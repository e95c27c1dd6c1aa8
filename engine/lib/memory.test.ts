import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { giveBackMemory, whenIdle } from "./memory.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("[EN7] memory is given back once for each time that something happened, and not while it happens", () => {
  let lastMs = -Infinity;
  let rests = 0;
  const stop = whenIdle(
    10_000,
    () => lastMs,
    () => rests++,
    () => Date.now(),
  );
  vi.advanceTimersByTime(60_000);
  expect(rests).toBe(0);
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1_000);
    lastMs = Date.now();
  }
  expect(rests).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect(rests).toBe(1);
  lastMs = Date.now();
  vi.advanceTimersByTime(20_000);
  expect(rests).toBe(2);
  stop();
  lastMs = Date.now() + 1;
  vi.advanceTimersByTime(60_000);
  expect(rests).toBe(2);
});

test("[EN7] a collection can be asked for, and leaves nothing of the means behind", () => {
  giveBackMemory();
  expect(globalThis).not.toHaveProperty("gc");
  expect(runInNewContext("typeof gc")).toBe("undefined");
});
