import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemWorld } from "../lib/world.ts";
import { DueTimer } from "./dueTimer.ts";

const world = { ...systemWorld, now: () => Date.now(), monotonic: () => Date.now() };
const START = 1_000_000;

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

type Work = { workMs?: number; runs?: number; sinceLastCallMs?: () => number };

/** Runs of so many milliseconds, each followed by the next until none is left. */
function makeTimer({ workMs = 10, runs = Infinity, sinceLastCallMs = () => 0 }: Work = {}) {
  const startedAt: number[] = [];
  const timer: DueTimer = new DueTimer({
    world,
    sinceLastCallMs,
    run: async () => {
      startedAt.push(Date.now() - START);
      await new Promise((resolve) => setTimeout(resolve, workMs));
      timer.set(startedAt.length < runs ? Date.now() : null);
    },
  });
  return { timer, startedAt };
}

test("what is due runs then, once, and not when something else was set meanwhile", async () => {
  const { timer, startedAt } = makeTimer({ runs: 1 });
  timer.set(START + 5_000);
  timer.set(START + 3_000);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(startedAt).toEqual([3_000]);
  timer.set(Date.now() + 1_000);
  timer.set(null);
  await vi.advanceTimersByTimeAsync(60_000);
  timer.set(Date.now());
  timer.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(startedAt).toEqual([3_000]);
});

test("a run that names nothing next is the last, and none follows when it was stopped meanwhile", async () => {
  const startedAt: number[] = [];
  const run = async () => {
    startedAt.push(Date.now() - START);
    await new Promise((resolve) => setTimeout(resolve, 500));
  };
  const timer = new DueTimer({ world, run, sinceLastCallMs: () => 0 });
  timer.set(START);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(startedAt).toEqual([0]);
  timer.set(Date.now());
  await vi.advanceTimersByTimeAsync(100);
  timer.stop();
  timer.set(Date.now());
  await vi.advanceTimersByTimeAsync(10_000);
  expect(startedAt).toEqual([0, 10_000]);
});

test("what comes due during a run waits for its end", async () => {
  const { timer, startedAt } = makeTimer({ workMs: 500, runs: 1 });
  timer.set(START);
  await vi.advanceTimersByTimeAsync(100);
  timer.set(START + 200);
  await vi.advanceTimersByTimeAsync(300);
  expect(startedAt).toEqual([0]);
});

test("[SC9] with nobody calling one run follows the other", async () => {
  const { timer, startedAt } = makeTimer({ sinceLastCallMs: () => 300 });
  timer.set(START);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(startedAt.length).toBeGreaterThan(90);
});

test("[SC9] while clients call, what goes on and on takes a sixteenth of the time", async () => {
  const { timer, startedAt } = makeTimer();
  timer.set(START);
  await vi.advanceTimersByTimeAsync(1_000);
  const before = startedAt.length;
  await vi.advanceTimersByTimeAsync(16_000);
  expect(startedAt.length - before).toBe(100);
});

test("[SC9] a few runs need no rest, and what has rested is a few again", async () => {
  const { timer, startedAt } = makeTimer({ runs: 3 });
  timer.set(START);
  await vi.advanceTimersByTimeAsync(1_000);
  timer.set(Date.now());
  await vi.advanceTimersByTimeAsync(1_000);
  // A timer takes a millisecond at least.
  expect(startedAt).toEqual([0, 11, 22, 1_000]);
});

test("[SC9] a rest ends after a fifth of a second, however long the run was", async () => {
  const { timer, startedAt } = makeTimer({ workMs: 800 });
  timer.set(START);
  await vi.advanceTimersByTimeAsync(4_500);
  expect(startedAt).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
});

test("[SC9] of more than the share is enough for nothing is later than half a second and its turn", async () => {
  const { timer, startedAt } = makeTimer({ runs: 0 });
  // One comes due every 20 ms, and takes 10.
  const dueAt = (n: number) => START + n * 20;
  timer.set(dueAt(0));
  for (let ms = 0; ms < 10_000; ms += 1) {
    await vi.advanceTimersByTimeAsync(1);
    if (dueAt(startedAt.length) <= Date.now()) timer.set(dueAt(startedAt.length));
  }
  expect(startedAt.length).toBeGreaterThan(470);
  const late = startedAt.map((at, n) => at + START - dueAt(n));
  expect(Math.max(...late)).toBeLessThan(600);
  expect(Math.max(...late)).toBeGreaterThan(400);
});

test("[SC9] work done while nobody called is not paid for later", async () => {
  let sinceLastCallMs = 300;
  const { timer, startedAt } = makeTimer({ sinceLastCallMs: () => sinceLastCallMs });
  timer.set(START);
  await vi.advanceTimersByTimeAsync(60_000);
  sinceLastCallMs = 0;
  const before = startedAt.length;
  await vi.advanceTimersByTimeAsync(45);
  expect(startedAt.length - before).toBeGreaterThanOrEqual(2);
});
