import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CallerRates, ReadRate } from "./readRate.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const seen: string[] = [];
  const socket = { pause: () => void seen.push("pause"), resume: () => void seen.push("resume") };
  const rate = new ReadRate(
    socket,
    () => Date.now(),
    () => 0,
  );
  const send = (frames: number, bytes = 100) => {
    for (let i = 0; i < frames; i++) rate.countFrame(bytes);
  };
  return { seen, send };
}

test("[SY10] who sends a burst now and then is never kept waiting", () => {
  const { seen, send } = open();
  for (let second = 0; second < 60; second++) {
    send(250);
    vi.advanceTimersByTime(1_000);
  }
  send(1_000);
  expect(seen).toEqual([]);
});

test("[SY10] a rest earns one burst, however long it was", () => {
  const { seen, send } = open();
  vi.advanceTimersByTime(3_600_000);
  send(1_000);
  expect(seen).toEqual([]);
  send(1);
  expect(seen).toEqual(["pause"]);
});

test("[SY10] callers of long ago are forgotten when there are many", () => {
  const rates = new CallerRates(() => Date.now());
  const take = (caller: number) => rates.take({ identity: null, address: String(caller) }, 1);
  for (let caller = 0; caller < 10_000; caller++) take(caller);
  expect(rates.size).toBe(10_000);
  vi.advanceTimersByTime(1_000);
  take(10_000);
  expect(rates.size).toBe(1);
});

test("[SY10] who sends too fast is read on when there is credit again", () => {
  const { seen, send } = open();
  send(1_250);
  expect(seen).toEqual(["pause"]);
  vi.advanceTimersByTime(3);
  expect(seen).toEqual(["pause"]);
  vi.advanceTimersByTime(1);
  expect(seen).toEqual(["pause", "resume"]);
  send(1);
  expect(seen).toEqual(["pause", "resume", "pause"]);
  vi.advanceTimersByTime(1_000);
  expect(seen).toEqual(["pause", "resume", "pause", "resume"]);
});

test("[SY10] large frames count for more", () => {
  const { seen, send } = open();
  send(1, 16 * 1024 * 999);
  expect(seen).toEqual([]);
  send(1, 20 * 1024 * 1024);
  expect(seen).toEqual(["pause"]);
  vi.advanceTimersByTime(10_000);
  expect(seen).toEqual(["pause", "resume"]);
});

test("[SY10] the queries of a frame count one by one", () => {
  const seen: string[] = [];
  const socket = { pause: () => void seen.push("pause"), resume: () => void seen.push("resume") };
  const rate = new ReadRate(
    socket,
    () => Date.now(),
    () => 0,
  );
  rate.countFrame(100);
  rate.countWork(9_000);
  expect(seen).toEqual(["pause"]);
});

test("[SY10] all connections of a caller share a rate; a person and a stranger's address are apart", () => {
  const rates = new CallerRates(() => Date.now());
  const stranger = { identity: null, address: "203.0.113.7" };
  for (let i = 0; i < 4; i++) expect(rates.take(stranger, 1_000)).toBe(0);
  expect(rates.take(stranger, 1_000)).toBe(1_000);
  expect(rates.take({ identity: null, address: "203.0.113.8" }, 1_000)).toBe(0);
  expect(rates.take({ identity: '{"subject":"ana"}', address: "203.0.113.7" }, 1_000)).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect(rates.take(stranger, 0)).toBe(0);
});
