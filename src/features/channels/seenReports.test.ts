import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ChannelId } from "./channel";
import { SeenReports } from "./seenReports";

const LAUNCH = "launch" as ChannelId;
const HIRING = "hiring" as ChannelId;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(answer: () => Promise<unknown> = () => Promise.resolve(), chance = 0) {
  const told: [ChannelId, bigint][] = [];
  const reports = new SeenReports(
    (...what) => {
      told.push(what);
      return answer();
    },
    () => chance,
  );
  return { told, reports };
}

test("the first is told at once, those that follow within two seconds together; the badge knows each at once", async () => {
  const { told, reports } = start();
  const done = reports.see(LAUNCH, 1n);
  expect(told).toEqual([[LAUNCH, 1n]]);
  for (const upTo of [2n, 3n, 4n]) void reports.see(LAUNCH, upTo);
  void reports.see(HIRING, 9n);
  expect(told).toEqual([
    [LAUNCH, 1n],
    [HIRING, 9n],
  ]);
  expect(reports.get().get(LAUNCH)).toBe(4n);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told.slice(2)).toEqual([[LAUNCH, 4n]]);
  await vi.advanceTimersByTimeAsync(4_000);
  await done;
  expect(told).toHaveLength(3);
  expect(reports.get().size).toBe(0);
});

test("where a channel is read on and on it is told ever less often, but within two seconds what is meant for me", async () => {
  const { told, reports } = start();
  const read = async (seconds: number, from: bigint) => {
    for (let i = 0; i < seconds; i++) {
      void reports.see(LAUNCH, from + BigInt(i));
      await vi.advanceTimersByTimeAsync(1_000);
    }
  };
  await read(63, 1n);
  expect(told.map(([, upTo]) => Number(upTo) - 1)).toEqual([0, 1, 5, 13, 29, 45, 61]);
  reports.attend(new Set([LAUNCH]));
  await read(4, 100n);
  expect(told.slice(7).length).toBeGreaterThanOrEqual(2);
});

test("where a crowd looks, each tells of the first at a moment of its own, unless it was meant for me", async () => {
  const { told, reports } = start(undefined, 0.75);
  void reports.see(LAUNCH, 1n, true);
  expect(reports.get().get(LAUNCH)).toBe(1n);
  await vi.advanceTimersByTimeAsync(1_499);
  void reports.see(LAUNCH, 2n, true);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual([[LAUNCH, 2n]]);

  reports.attend(new Set([HIRING]));
  void reports.see(HIRING, 9n, true);
  expect(told.at(-1)).toEqual([HIRING, 9n]);
});

test("what a crowd's window has not told yet is told when it closes, and not at all once it is unread again", async () => {
  const { told, reports } = start(undefined, 0.75);
  void reports.see(LAUNCH, 1n, true);
  reports.flush();
  expect(told).toEqual([[LAUNCH, 1n]]);
  void reports.see(HIRING, 9n, true);
  reports.forget(HIRING);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toHaveLength(1);
  expect(reports.get().size).toBe(0);
});

test("an older message that is seen later moves nothing back", async () => {
  const { told, reports } = start();
  void reports.see(LAUNCH, 5n);
  void reports.see(LAUNCH, 3n);
  expect(reports.get().get(LAUNCH)).toBe(5n);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([[LAUNCH, 5n]]);
});

test("one at a time: a slow server is told the newest when it has answered", async () => {
  const answer = Promise.withResolvers<void>();
  const { told, reports } = start(() => answer.promise);
  void reports.see(LAUNCH, 1n);
  void reports.see(LAUNCH, 2n);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual([[LAUNCH, 1n]]);
  answer.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([
    [LAUNCH, 1n],
    [LAUNCH, 2n],
  ]);
});

test("what the server refuses is not seen, and whoever saw it hears of that", async () => {
  const { reports } = start(() => Promise.reject(new Error("NOT_A_MEMBER")));
  await expect(reports.see(LAUNCH, 1n)).rejects.toThrow("NOT_A_MEMBER");
  expect(reports.get().size).toBe(0);
});

test("what is marked unread meanwhile is not told", async () => {
  const { told, reports } = start();
  void reports.see(LAUNCH, 1n);
  void reports.see(LAUNCH, 2n);
  reports.forget(LAUNCH);
  expect(reports.get().size).toBe(0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([[LAUNCH, 1n]]);
});

test("what was marked unread and is read again at once is told again, and stays seen meanwhile", async () => {
  const { told, reports } = start();
  void reports.see(LAUNCH, 2n);
  reports.forget(LAUNCH);
  void reports.see(LAUNCH, 2n);
  expect(told).toEqual([
    [LAUNCH, 2n],
    [LAUNCH, 2n],
  ]);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(reports.get().get(LAUNCH)).toBe(2n);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toHaveLength(2);
  expect(reports.get().size).toBe(0);
});

test("a window that closes tells at once what waits", async () => {
  const { told, reports } = start();
  void reports.see(LAUNCH, 1n);
  void reports.see(LAUNCH, 2n);
  reports.flush();
  expect(told.at(-1)).toEqual([LAUNCH, 2n]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toHaveLength(2);
});
