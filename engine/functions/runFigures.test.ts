import { expect, test } from "vitest";
import { RunFigures, shareOf, together, type Run } from "./runFigures.ts";

const MINUTE_MS = 60_000;

function open() {
  let now = 0;
  const figures = new RunFigures(() => now);
  const ran = (run: Partial<Run> = {}) =>
    figures.ran({
      path: "app:list",
      kind: "query",
      isFailed: false,
      durationMs: 1,
      bytesRead: 10,
      bytesWritten: 0,
      ...run,
    });
  return { figures, ran, pass: (minutes: number) => (now += minutes * MINUTE_MS) };
}

test("[WK9] runs are counted with what they used, failures and known answers apart", () => {
  const { figures, ran } = open();
  ran();
  ran({ isFailed: true, durationMs: 3 });
  figures.knew("app:list");
  ran({ path: "app:add", kind: "mutation", bytesWritten: 7 });
  const [list, add] = figures.all();
  expect(list).toMatchObject({ path: "app:list", kind: "query" });
  expect(list!.sinceStart).toMatchObject({ count: 2, failed: 1, known: 1, bytesRead: 20, totalMs: 4 });
  expect(list!.lastHour).toEqual(list!.sinceStart);
  expect(add!.sinceStart).toMatchObject({ count: 1, failed: 0, bytesWritten: 7 });
});

test("[WK9] half of the runs and the slowest of a hundred are told to within an eighth", () => {
  const { figures, ran } = open();
  for (let i = 0; i < 98; i++) ran({ durationMs: 2 });
  for (let i = 0; i < 2; i++) ran({ durationMs: 700 });
  const { sinceStart } = figures.all()[0]!;
  expect(Math.abs(shareOf(sinceStart, 0.5)! / 2 - 1)).toBeLessThan(0.13);
  expect(Math.abs(shareOf(sinceStart, 0.99)! / 700 - 1)).toBeLessThan(0.13);
  expect(shareOf({ steps: [] }, 0.5)).toBeNull();
});

test("[WK9] the longest and the shortest runs have a place too", () => {
  const { figures, ran } = open();
  for (const durationMs of [0, 1e9]) ran({ durationMs });
  const { steps } = figures.all()[0]!.sinceStart;
  expect(steps.reduce((sum, count) => sum + count, 0)).toBe(2);
});

test("[WK9] the last hour forgets what was before it, the start does not", () => {
  const { figures, ran, pass } = open();
  ran();
  pass(58);
  ran();
  expect(figures.all()[0]!.lastHour.count).toBe(1 + 1);
  pass(3);
  expect(figures.all()[0]!.lastHour.count).toBe(1);
  pass(120);
  ran();
  expect(figures.all()[0]).toMatchObject({ sinceStart: { count: 3 }, lastHour: { count: 1 } });
});

test("[WK9] as many functions are counted as any app has, and no more memory is used", () => {
  const { figures, ran, pass } = open();
  for (let i = 0; i < 600; i++) ran({ path: `app:f${i}` });
  for (let i = 0; i < 50; i++) {
    pass(5);
    ran({ path: "app:f0" });
  }
  expect(figures.all()).toHaveLength(500);
  expect(figures.all()[0]!.lastHour.count).toBe(12);
});

test("[WK9] what ran in two places is one function", () => {
  const [one, other] = [open(), open()];
  one.ran();
  other.ran({ durationMs: 5_000, isFailed: true });
  other.ran({ path: "app:send", kind: "action" });
  const all = together(one.figures.all(), other.figures.all());
  expect(all.map(({ path, sinceStart }) => [path, sinceStart.count, sinceStart.failed])).toEqual([
    ["app:list", 2, 1],
    ["app:send", 1, 0],
  ]);
  expect(shareOf(all[0]!.sinceStart, 0.99)).toBeGreaterThan(4_000);
  expect(one.figures.all()[0]!.sinceStart.count).toBe(1);
});
