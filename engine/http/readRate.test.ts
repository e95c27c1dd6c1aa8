import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ReadRate } from "./readRate.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const seen: string[] = [];
  const socket = { pause: () => void seen.push("pause"), resume: () => void seen.push("resume") };
  const rate = new ReadRate(socket, () => Date.now());
  const send = (frames: number, bytes = 100) => {
    for (let i = 0; i < frames; i++) rate.count(bytes);
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
